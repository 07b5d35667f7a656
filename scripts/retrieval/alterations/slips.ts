/** What happens to the kana of a word at one place. */
export type Slip = (reading: string, at: number) => string;

export const slips: Readonly<Record<string, Slip>> = {
  swap: (kana, at) => kana.slice(0, at) + kana.charAt(at + 1) + kana.charAt(at) + kana.slice(at + 2),
  drop: (kana, at) => kana.slice(0, at) + kana.slice(at + 1),
  double: (kana, at) => kana.slice(0, at) + kana.charAt(at) + kana.slice(at),
};

/** Kana of one key: a flick too far or too short. */
const ROWS =
  'あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ がぎぐげご ざじずぜぞ だぢづでど ばびぶべぼ'.split(
    ' ',
  );
/** Neighbouring keys of the flick keyboard, by the consonant. */
const NEIGHBOURS = [
  'あいうえお',
  'かきくけこ',
  'さしすせそ',
  'たちつてと',
  'なにぬねの',
  'はひふへほ',
  'まみむめも',
  'らりるれろ',
];

const otherInRow = (kana: string): string => {
  const row = ROWS.find((one) => one.includes(kana));
  return row ? row.charAt((row.indexOf(kana) + 1) % row.length) : kana;
};
const onNextKey = (kana: string): string => {
  const at = NEIGHBOURS.findIndex((row) => row.includes(kana));
  const row = NEIGHBOURS[at];
  return row ? (NEIGHBOURS[(at + 1) % NEIGHBOURS.length]?.charAt(row.indexOf(kana)) ?? kana) : kana;
};

/** The first kana from a place on, or before it, that the rule changes. */
const replaced = (kana: string, at: number, other: (one: string) => string): string => {
  const places = [...kana].map((_, place) => (place + at) % kana.length).filter((place) => place > 0);
  const place = places.find((one) => other(kana.charAt(one)) !== kana.charAt(one));
  return place === undefined
    ? kana
    : kana.slice(0, place) + other(kana.charAt(place)) + kana.slice(place + 1);
};

const LARGE: Readonly<Record<string, string>> = { ゃ: 'や', ゅ: 'ゆ', ょ: 'よ', っ: 'つ' };
const withoutMark = (kana: string): string => kana.normalize('NFD').charAt(0);

export const wrongKana: Readonly<Record<string, Slip>> = {
  'wrong flick': (kana, at) => replaced(kana, at, otherInRow),
  'next key': (kana, at) => replaced(kana, at, onNextKey),
  'large kana': (kana, at) => replaced(kana, at, (one) => LARGE[one] ?? one),
  'no dakuten': (kana, at) => replaced(kana, at, withoutMark),
};
