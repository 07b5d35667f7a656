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

const codesOf = (groups: readonly string[]): ReadonlySet<number> =>
  new Set(
    groups.flatMap((group) =>
      [...group].flatMap((one) => [...group].map((other) => (one.charCodeAt(0) << 16) | other.charCodeAt(0))),
    ),
  );

const nearKana = codesOf([...SAME_KEY, ...SAME_ROW]);
const leftOut = new Set([...EASILY_LEFT_OUT].map((kana) => kana.charCodeAt(0)));

/**
 * Whether a slip comes easily: the wrong kana is on the same key, or what is missing is hardly heard.
 * @param meant code of the kana of the word
 * @param typed code of the kana in its place; -1 where none was typed
 */
export const isLikelySlip = (meant: number, typed: number): boolean =>
  typed < 0 ? leftOut.has(meant) : nearKana.has((meant << 16) | typed);
