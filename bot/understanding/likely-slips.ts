/** Kana that are one key, or one stroke, apart. */
const SAME_KEY: readonly string[] = [
  'アァ',
  'イィ',
  'ウゥヴ',
  'エェ',
  'オォ',
  'カガ',
  'キギ',
  'クグ',
  'ケゲ',
  'コゴ',
  'サザ',
  'シジ',
  'スズ',
  'セゼ',
  'ソゾ',
  'タダ',
  'チヂ',
  'ツッヅ',
  'テデ',
  'トド',
  'ハバパ',
  'ヒビピ',
  'フブプ',
  'ヘベペ',
  'ホボポ',
  'ヤャ',
  'ユュ',
  'ヨョ',
  'ワヮ',
  'オヲ',
  'ジヂ',
  'ズヅ',
];
/** Rows of the flick keyboard: a flick into the wrong direction. */
const SAME_ROW: readonly string[] = [
  'アイウエオ',
  'カキクケコ',
  'サシスセソ',
  'タチツテト',
  'ナニヌネノ',
  'ハヒフヘホ',
  'マミムメモ',
  'ヤユヨ',
  'ラリルレロ',
  'ワヲンー',
  'ガギグゲゴ',
  'ザジズゼゾ',
  'ダヂヅデド',
  'バビブベボ',
];
/** Written or left out as one hears it: long vowels, doubled consonants, the small glide. */
const EASILY_LEFT_OUT = 'ーッウイュョャン';

/** Katakana have 96 code points from here on. */
const FIRST = 0x30a0;
const KANA = 96;
const placeOf = (code: number): number => (code >= FIRST && code < FIRST + KANA ? code - FIRST : -1);

/** 1 where the kana of the row is easily typed as that of the column: the question is asked for every branch of the lexicon. */
const nearKana = new Uint8Array(KANA * KANA);
for (const group of [...SAME_KEY, ...SAME_ROW])
  for (const meant of group)
    for (const typed of group)
      nearKana[placeOf(meant.charCodeAt(0)) * KANA + placeOf(typed.charCodeAt(0))] = 1;
const leftOut = new Uint8Array(KANA);
for (const kana of EASILY_LEFT_OUT) leftOut[placeOf(kana.charCodeAt(0))] = 1;

/** Whether it comes easily to type one kana for another: they are on one key, or one is the other with a mark. */
export const isEasilyMistaken = (meant: number, typed: number): boolean => {
  const row = placeOf(meant);
  const column = placeOf(typed);
  return row >= 0 && column >= 0 && nearKana[row * KANA + column] === 1;
};

/** Whether a kana is easily left out because it is hardly heard. */
export const isEasilyLeftOut = (meant: number): boolean => leftOut[placeOf(meant)] === 1;
