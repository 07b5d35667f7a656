/**
 * What a decision's rule (`policy/decide.ts`) is written with, and what an editor reads instead. The first that fits.
 * The console has such a list of its own (`console/state/rule-text.ts`): its program carries nothing of the server.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/^confidence ([\d.]+) ≥ ([\d.]+)$/, '確信度$1（基準$2以上）'],
  [/^confidence ([\d.]+) < ([\d.]+)$/, '確信度$1（基準$2未満）'],
  [/^L1 .*$/, '日本語ではない質問（L1）'],
  [/^small talk .*$/, 'あいさつなどの決まった言葉'],
  [/^(H8) .*staffed$/, '担当者を希望する質問（$1、受付時間内）'],
  [/^(H8) .*$/, '担当者を希望する質問（$1、受付時間外）'],
  [/^(E\d+) .*$/, '担当者を希望する質問（$1、利用の条件に合わないお客さま）'],
  [/^(O\d+) 例文に近い$/, '対象外の話題（$1）の例文に近い質問'],
  [/^(O\d+) (.+)$/, '対象外の話題（$1「$2」）'],
];

/** A decision's rule as editors read it, with the clause of the policy; one that is not known here as it is. */
export const describeRule = (rule: string): string => {
  const [pattern, words] = patterns.find(([each]) => each.test(rule)) ?? [];
  return pattern && words !== undefined ? rule.replace(pattern, words) : rule;
};
