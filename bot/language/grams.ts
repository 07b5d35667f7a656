const KANJI = /[\p{Script=Han}々]/u;
const KATAKANA = /[\u30a1-\u30faー]/u;

const UNKNOWN = 0;
const NEITHER = 1;
const KANJI_KIND = 2;
const KATAKANA_KIND = 3;
/** Kind of each code unit, found out on first use: a regular expression for each took as long as the rest. */
const kinds = new Uint8Array(0x10000);

const findKind = (character: string): number => {
  if (KANJI.test(character)) return KANJI_KIND;
  return KATAKANA.test(character) ? KATAKANA_KIND : NEITHER;
};

const kindOf = (character: string): number => {
  if (character.length > 1) return findKind(character);
  const code = character.charCodeAt(0);
  const known = kinds[code] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const kind = findKind(character);
  kinds[code] = kind;
  return kind;
};

/**
 * Single kanji, and pairs of neighbouring kanji or katakana: what two words share that no dictionary
 * relates (取得 and 取る, 手数料 and 使用料). Kana of the grammar say nothing and are left out.
 */
export const grams = (normalised: string): string[] => {
  const found: string[] = [];
  let previous = '';
  let previousKind = NEITHER;
  for (const character of normalised) {
    const kind = kindOf(character);
    if (kind === KANJI_KIND) found.push(character);
    if (kind !== NEITHER && previousKind !== NEITHER) found.push(previous + character);
    previous = character;
    previousKind = kind;
  }
  return found;
};
