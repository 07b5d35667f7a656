const KANJI = /[\p{Script=Han}々]/u;
const KATAKANA = /[\u30a1-\u30faー]/u;

const kindOf = (character: string): 'kanji' | 'katakana' | null => {
  if (KANJI.test(character)) return 'kanji';
  return KATAKANA.test(character) ? 'katakana' : null;
};

/**
 * Single kanji, and pairs of neighbouring kanji or katakana: what two words share that no dictionary
 * relates (取得 and 取る, 手数料 and 使用料). Kana of the grammar say nothing and are left out.
 */
export const grams = (normalised: string): string[] => {
  const found: string[] = [];
  let previous = '';
  let previousKind: ReturnType<typeof kindOf> = null;
  for (const character of normalised) {
    const kind = kindOf(character);
    if (kind === 'kanji') found.push(character);
    if (kind !== null && previousKind !== null) found.push(previous + character);
    previous = character;
    previousKind = kind;
  }
  return found;
};
