/** Letters read as kana, with the letters that each kana comes from. */
export interface Spelled {
  /** Katakana. */
  kana: string;
  /** Place of the first letter of each kana. */
  from: readonly number[];
  /** Place after its last letter. */
  to: readonly number[];
}

const VOWELS = 'aiueo';

/** Consonants and their five kana, as typed in Kunrei and Hepburn. */
const ROWS: Readonly<Record<string, string>> = {
  '': 'アイウエオ',
  k: 'カキクケコ',
  s: 'サシスセソ',
  t: 'タチツテト',
  n: 'ナニヌネノ',
  h: 'ハヒフヘホ',
  m: 'マミムメモ',
  r: 'ラリルレロ',
  g: 'ガギグゲゴ',
  z: 'ザジズゼゾ',
  d: 'ダヂヅデド',
  b: 'バビブベボ',
  p: 'パピプペポ',
};

/** Glides: a kana of the i column and a small one. */
const GLIDES: Readonly<Record<string, string>> = {
  ky: 'キ',
  gy: 'ギ',
  sy: 'シ',
  sh: 'シ',
  zy: 'ジ',
  jy: 'ジ',
  j: 'ジ',
  ty: 'チ',
  ch: 'チ',
  cy: 'チ',
  ny: 'ニ',
  hy: 'ヒ',
  by: 'ビ',
  py: 'ピ',
  my: 'ミ',
  ry: 'リ',
};

const IRREGULAR: Readonly<Record<string, string>> = {
  ya: 'ヤ',
  yu: 'ユ',
  yo: 'ヨ',
  wa: 'ワ',
  wo: 'ヲ',
  shi: 'シ',
  chi: 'チ',
  tsu: 'ツ',
  ji: 'ジ',
  fu: 'フ',
  fa: 'ファ',
  fi: 'フィ',
  fe: 'フェ',
  fo: 'フォ',
  thi: 'ティ',
  dhi: 'ディ',
  va: 'ヴァ',
  vu: 'ヴ',
  xtu: 'ッ',
  ltu: 'ッ',
  '-': 'ー',
};

const syllables = new Map<string, string>([
  ...Object.entries(ROWS).flatMap(([consonant, kana]) =>
    [...kana].map((one, at): [string, string] => [consonant + VOWELS.charAt(at), one]),
  ),
  ...Object.entries(GLIDES).flatMap(([consonant, kana]) =>
    [...'aueo'].map((vowel): [string, string] => [
      consonant + vowel,
      kana + ('ャュェョ'['aueo'.indexOf(vowel)] ?? ''),
    ]),
  ),
  ...Object.entries(IRREGULAR),
]);
const LONGEST_SYLLABLE = 3;

/** The kana that the letters from `at` on begin with, and how many letters they take. */
const syllableAt = (text: string, at: number): [kana: string, length: number] | null => {
  for (let length = Math.min(LONGEST_SYLLABLE, text.length - at); length > 0; length--) {
    const kana = syllables.get(text.slice(at, at + length));
    if (kana !== undefined) return [kana, length];
  }
  const letter = text.charAt(at);
  const isDoubled = letter === text.charAt(at + 1);
  if (letter === 'n') {
    // `nn` is how ん is typed; before a vowel the second n may begin the next kana (kinnyuu, onna).
    const endsHere = isDoubled && !/[aiueoy]/u.test(text.charAt(at + 2));
    return ['ン', endsHere ? 2 : 1];
  }
  return isDoubled && /[a-z]/u.test(letter) ? ['ッ', 1] : null;
};

/**
 * What a word in letters sounds like when all of it can be typed kana (kyuuyo, nennmatsu), or null.
 * @param text lower case
 */
export const spell = (text: string): Spelled | null => {
  const from: number[] = [];
  const to: number[] = [];
  let kana = '';
  for (let at = 0; at < text.length;) {
    const syllable = syllableAt(text, at);
    if (syllable === null) return null;
    const [sound, length] = syllable;
    for (const _ of sound) {
      from.push(at);
      to.push(at + length);
    }
    kana += sound;
    at += length;
  }
  return { kana, from, to };
};
