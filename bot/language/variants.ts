import { isKatakana } from './kana.ts';

/**
 * One key for the spellings of one word, so that 申込み, 申し込み and 申し込む meet, and サーバ and サーバー.
 * Keys are only compared with each other and never shown.
 */

/** Words that are as often written in kana as in kanji, and shapes that one stem does not unite. */
const SAME_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    出来る: 'できる',
    分かる: 'わかる',
    解る: 'わかる',
    判る: 'わかる',
    無い: 'ない',
    ぬ: 'ない',
    ん: 'ない',
    頂く: 'いただく',
    下さる: 'くださる',
    貰う: 'もらう',
    見れる: '見る',
    見える: '見る',
    みる: '見る',
    つながる: '繋がる',
    やめる: '辞める',
    とれる: '取れる',
    何処: 'どこ',
    何時: 'いつ',
    誰: 'だれ',
    幾ら: 'いくら',
    子供: '子ども',
    こども: '子ども',
    引越: '引越し',
  }),
);

const OKURIGANA = /\p{Script=Hiragana}+/gu;
const LONG_MARK = /ー/gu;
/** Loan words that differ by a small kana or a glide. */
const LOAN_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ヴァ/gu, 'バ'],
  [/ヴィ/gu, 'ビ'],
  [/ヴェ/gu, 'ベ'],
  [/ヴォ/gu, 'ボ'],
  [/ヴ/gu, 'ブ'],
  [/ディ/gu, 'デイ'],
  [/ウィ/gu, 'ウイ'],
  [/ウェ/gu, 'ウエ'],
  [/ウォ/gu, 'ウオ'],
  [/フェ/gu, 'フエ'],
  [/ツァ/gu, 'ツア'],
  [/[・=]/gu, ''],
];

/** Whether a word has any of them: most have none, and a dozen passes over each were most of making keys. */
const LOAN_SPELLING = new RegExp(LOAN_SPELLINGS.map(([from]) => from.source).join('|'), 'u');

/** A katakana word shorter than this without its long vowels keeps the inner ones (サーバー → サーバ, not サバ). */
const SHORTEST_WITHOUT_LONG_MARKS = 4;

const foldKatakana = (word: string): string => {
  const respelt = LOAN_SPELLING.test(word)
    ? LOAN_SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), word)
    : word;
  const bare = respelt.replace(LONG_MARK, '');
  if (bare.length >= SHORTEST_WITHOUT_LONG_MARKS) return bare;
  return respelt.length > 2 ? respelt.replace(/ー$/u, '') : respelt;
};

const kanjiOf = (word: string): string => word.replace(OKURIGANA, '');

const ROWS: readonly string[] = [
  'あいうえお',
  'かきくけこがぎぐげご',
  'さしすせそざじずぜぞ',
  'たちつてとだぢづでどっ',
  'なにぬねの',
  'はひふへほばびぶべぼ',
  'まみむめも',
  'やゆよ',
  'らりるれろ',
  'わをん',
];
const rowOf = (kana: string): string => ROWS.find((row) => row.includes(kana))?.charAt(0) ?? kana;

const KANJI_AND_OKURIGANA = /^\p{Script=Han}[\p{Script=Han}\p{Script=Hiragana}]+$/u;

/**
 * 申し込み → 申込, 支払う → 支払: several kanji say enough. With one kanji the row of the first kana
 * tells verbs apart and holds their forms together: 払い, 払う, 払える → 払あ; 出る → 出ら, 出す → 出さ.
 */
const foldOkurigana = (word: string): string => {
  if (!KANJI_AND_OKURIGANA.test(word)) return word;
  const kanji = kanjiOf(word);
  if (kanji.length >= 2) return kanji;
  return word.length > 1 ? kanji + rowOf(word.charAt(1)) : word;
};

const makeKey = (base: string): string => {
  const known = SAME_WORD.get(base);
  if (known !== undefined) return foldOkurigana(known);
  return isKatakana(base) ? foldKatakana(base) : foldOkurigana(base);
};

/** Words whose keys are remembered; a customer's few are made anew in microseconds. */
const REMEMBERED = 20_000;
const keys = new Map<string, string>();

/**
 * The key of a word in its dictionary form, as `normalise` writes it.
 * @param base dictionary form of a token, such as 申し込む
 */
export const wordKey = (base: string): string => {
  const known = keys.get(base);
  if (known !== undefined) return known;
  const key = makeKey(base);
  if (keys.size >= REMEMBERED) keys.clear();
  keys.set(base, key);
  return key;
};
