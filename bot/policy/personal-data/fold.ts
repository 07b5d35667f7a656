/**
 * Text brought to one spelling before matching, with the way back: character `i` of `text` stands for
 * the input's UTF-16 units from `startOf(i)` to `endOf(i)`. NFKC, invisible characters dropped, every
 * decimal digit to ASCII. NFKC over the whole text would lose the offsets, so it goes piece by piece.
 */
export interface Folded {
  text: string;
  startOf(index: number): number;
  endOf(index: number): number;
}

/** Stands between a digit and a list mark such as ①, which NFKC would make one number of. Matches nothing. */
const BOUNDARY = '\u0001';

/** Characters that NFKC leaves as they are and that do not combine. */
const PLAIN = /^[\0-\x7f、。「」〔〕ぁ-ゖァ-ヾ一-鿿]*$/;

/** Zero-width characters, fillers, variation selectors, and the frame of keycap digits. */
const INVISIBLE = /^[\p{Cf}\p{Default_Ignorable_Code_Point}\u20e3]$/u;
const DECIMAL_DIGIT = /^\p{Nd}$/u;
const VOICED_MARK = /^[\u3099\u309a\uff9e\uff9f]$/;

const KANJI_DIGITS = '〇一二三四五六七八九';
/** Ten kanji digits or more, read out one by one, are a number and not words such as 一二三. */
const KANJI_NUMBER = /[〇零一二三四五六七八九](?:[\s.‐‑–—−ーｰ-]{0,4}[〇零一二三四五六七八九]){9,}/g;

/** Unicode keeps the ten digits of a script side by side, so the distance to the first of them tells the value. */
const digitValue = (codePoint: number): string => {
  let zero = codePoint;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
};

const foldCharacter = (character: string, codePoint: number): string => {
  if (codePoint < 0x80) return character;
  if (codePoint >= 0xff01 && codePoint <= 0xff5e) return String.fromCharCode(codePoint - 0xfee0);
  if (INVISIBLE.test(character)) return '';
  if (DECIMAL_DIGIT.test(character)) return digitValue(codePoint);
  return character.normalize('NFKC');
};

const isListMark = (character: string): boolean => /^[\p{No}]$/u.test(character);
const endsWithDigit = (text: string): boolean => /\d$/.test(text);

const foldKanjiNumbers = (text: string): string =>
  text.replace(KANJI_NUMBER, (number) =>
    number.replace(/[〇零一二三四五六七八九]/g, (digit) => String(Math.max(0, KANJI_DIGITS.indexOf(digit)))),
  );

class FoldedText implements Folded {
  text = '';
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }

  endOf(index: number): number {
    return this.#ends[index] ?? 0;
  }

  add(piece: string, start: number, end: number): void {
    this.text += piece;
    for (let unit = 0; unit < piece.length; unit += 1) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  /** か + ゛ → が, also in half width. False when the last character does not take the mark. */
  voice(mark: string, end: number): boolean {
    const composed = (this.text.slice(-1) + mark).normalize('NFC');
    if (this.text === '' || composed.length !== 1) return false;
    this.text = this.text.slice(0, -1) + composed;
    this.#ends[this.#ends.length - 1] = end;
    return true;
  }
}

const foldByCharacter = (text: string): FoldedText => {
  const folded = new FoldedText();
  let position = 0;
  let afterListMark = false;
  for (const character of text) {
    const start = position;
    position += character.length;
    const piece = foldCharacter(character, character.codePointAt(0) ?? 0);
    if (VOICED_MARK.test(character) && folded.voice(piece, position)) continue;
    const listMark = piece !== '' && isListMark(character);
    if (listMark !== afterListMark && piece !== '' && endsWithDigit(folded.text))
      folded.add(BOUNDARY, start, start);
    folded.add(piece, start, position);
    if (piece !== '') afterListMark = listMark;
  }
  return folded;
};

export const fold = (text: string): Folded => {
  if (PLAIN.test(text)) {
    return { text: foldKanjiNumbers(text), startOf: (index) => index, endOf: (index) => index + 1 };
  }
  const folded = foldByCharacter(text);
  folded.text = foldKanjiNumbers(folded.text);
  return folded;
};
