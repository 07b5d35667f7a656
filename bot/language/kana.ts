const HIRAGANA = /[\u3041-\u3096]/gu;
const OFFSET = 0x60;

/** Hiragana as katakana; everything else stays. */
export const toKatakana = (text: string): string =>
  text.replace(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + OFFSET));

/** Only kana and the long vowel mark. */
export const isKana = (text: string): boolean => /^[\u3041-\u3096\u30a1-\u30faー]+$/u.test(text);

export const isKatakana = (text: string): boolean => /^[\u30a1-\u30faー]+$/u.test(text);

export const hasKanji = (text: string): boolean => /\p{Script=Han}/u.test(text);
