import { describeRule } from '../../bot/workshop/impact/describe-rule.ts';

test.each([
  ['L1 not in Japanese', '日本語ではない質問（L1）'],
  ['small talk greeting', 'あいさつなどの決まった言葉'],
  ['H8 a person was asked for, staffed', '担当者を希望する質問（H8、受付時間内）'],
  ['H8 a person was asked for, closed (break)', '担当者を希望する質問（H8、受付時間外）'],
  ['E2 a person was asked for, not eligible', '担当者を希望する質問（E2、利用の条件に合わないお客さま）'],
  ['O2 残業代の計算', '対象外の話題（O2「残業代の計算」）'],
  ['O2 例文に近い', '対象外の話題（O2）の例文に近い質問'],
  ['confidence 0.91 ≥ 0.60', '確信度0.91（基準0.60以上）'],
  ['confidence 0.12 < 0.30', '確信度0.12（基準0.30未満）'],
  ['something new', 'something new'],
])('an editor reads the rule %j as %s', (rule, text) => {
  expect(describeRule(rule)).toBe(text);
});
