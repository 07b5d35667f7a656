/**
 * Characters that a Japanese text is usually made of, and that become one other character or stay as they
 * are when they are normalised (`normalise.ts`), whatever stands beside them. A table of all characters
 * would cost a look into memory for each kanji, which takes longer than these comparisons.
 */

export const SPACE = 0x20;
const IDEOGRAPHIC_SPACE = 0x3000;
/** From the comma to the lenticular brackets: 、。々「」『』【】 */
const FIRST_MARK = 0x3001;
const LAST_MARK = 0x3011;
const FIRST_HIRAGANA = 0x3041;
const LAST_HIRAGANA = 0x3096;
const FIRST_KATAKANA = 0x30a1;
const MIDDLE_DOT = 0x30fb;
export const LONG_MARK = 0x30fc;
const LAST_KANA = 0x30ff;
/** The kanji of the first Unicode: assigned in every version, and none is written by another. */
const FIRST_KANJI = 0x4e00;
const LAST_KANJI = 0x9fa5;
/** ASCII once more, as wide as a kanji. */
const FIRST_WIDE = 0xff01;
const LAST_WIDE = 0xff5e;
const WIDE_OFFSET = 0xfee0;
const CASE_OFFSET = 0x20;

/** What `plainOf` says of a character that is not plain. */
export const NOT_PLAIN = -1;

export const isHiraganaUnit = (unit: number): boolean => unit >= FIRST_HIRAGANA && unit <= LAST_HIRAGANA;
/** Katakana with ・ and the long vowel mark. */
export const isKatakanaUnit = (unit: number): boolean => unit >= FIRST_KATAKANA && unit <= LONG_MARK;
const isKanjiUnit = (unit: number): boolean => unit >= FIRST_KANJI && unit <= LAST_KANJI;
/** Everything in the two rows of kana, marks included. */
export const isKanaUnit = (unit: number): boolean => unit >= FIRST_HIRAGANA && unit <= LAST_KANA;
/** A kanji or a kana that is a letter; there are others. */
export const isPlainLetter = (unit: number): boolean =>
  isKanjiUnit(unit) || isHiraganaUnit(unit) || (isKatakanaUnit(unit) && unit !== MIDDLE_DOT);
export const isDigitUnit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

const plainAscii = (unit: number): number => {
  if (unit >= 0x41 && unit <= 0x5a) return unit + CASE_OFFSET;
  return unit >= SPACE && unit < 0x7f ? unit : NOT_PLAIN;
};

/** The UTF-16 unit that a plain character is read as (Ａ and A as a, ？ as ?), or `NOT_PLAIN`. */
export const plainOf = (unit: number): number => {
  if (unit < 0x80) return plainAscii(unit);
  if (isHiraganaUnit(unit) || isKatakanaUnit(unit) || isKanjiUnit(unit)) return unit;
  if (unit >= FIRST_MARK && unit <= LAST_MARK) return unit;
  if (unit >= FIRST_WIDE && unit <= LAST_WIDE) return plainAscii(unit - WIDE_OFFSET);
  return unit === IDEOGRAPHIC_SPACE ? SPACE : NOT_PLAIN;
};
