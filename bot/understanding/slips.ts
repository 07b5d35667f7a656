import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';
import type { HeardWord, Lexicon } from './lexicon.ts';

/** Shorter readings are too like each other; longer ones cost too much to compare. */
const SHORTEST = 4;
const LONGEST = 14;
/** From this length on two slips are forgiven. Range 7–10. */
const LONG = 8;

const allowed = (reading: string): number => (reading.length >= LONG ? 2 : 1);

/** Kana that only one of the two has: an edit changes at most two. Cheap, before the real distance. */
const differingKana = (one: string, other: string): number => {
  let left = other;
  let missing = 0;
  for (const kana of one) {
    if (left.includes(kana)) left = left.replace(kana, '');
    else missing += 1;
  }
  return missing + left.length;
};

/**
 * Keys of the words whose reading is a slip away (a kana too many, too few, wrong, or two swapped):
 * パスワドー → パスワード. The first kana must be right: few slips hit it, and it keeps the search short.
 * The nearest only, of equally near ones the first in the order of kana; `[]` when none is near.
 */
export const nearestByEar = (lexicon: Lexicon, reading: string): readonly number[] => {
  if (reading.length < SHORTEST || reading.length > LONGEST) return [];
  const limit = allowed(reading);
  let nearest = limit + 1;
  let best = '';
  for (const candidate of lexicon.beginningLike(reading)) {
    if (candidate.length < SHORTEST || Math.abs(candidate.length - reading.length) > limit) continue;
    if (differingKana(candidate, reading) > limit * 2) continue;
    const distance = DamerauLevenshteinDistance(reading, candidate, { restricted: true });
    if (distance > nearest || (distance === nearest && candidate >= best)) continue;
    nearest = distance;
    best = candidate;
  }
  return nearest <= limit ? lexicon.keysOf(best) : [];
};

/**
 * Kana from which a word is found with a slip: beside kanji, where kana stand out, and in a text of kana
 * alone, where shorter ones are like the grammar around. Range 4–5, 5–7.
 */
const SHORTEST_SLIPPED = 4;
const SHORTEST_AMONG_KANA = 5;

export interface OpenPlaces {
  /** 1 for each kana of the reading that may belong to a mistyped word. */
  open: Uint8Array;
  /** Whether the whole text is in kana. */
  amongKana: boolean;
}

/** End of the word in the text when it stands there with exactly one slip, after its first kana and before its last; or -1. */
const endWithSlip = (word: string, text: string, start: number): number => {
  let at = 0;
  while (at < word.length && word.charCodeAt(at) === text.charCodeAt(start + at)) at += 1;
  if (at === 0 || at >= word.length - 1) return -1;
  const here = start + at;
  const rest = word.slice(at + 1);
  if (text.startsWith(word.slice(at), here + 1)) return start + word.length + 1;
  const isSwapped = text.charAt(here) === word.charAt(at + 1) && text.charAt(here + 1) === word.charAt(at);
  if (isSwapped && text.startsWith(word.slice(at + 2), here + 2)) return start + word.length;
  if (text.startsWith(rest, here)) return start + word.length - 1;
  return text.startsWith(rest, here + 1) ? start + word.length : -1;
};

/**
 * Words that stand in running kana with one slip (きゅよめいさい), the longest from each place on.
 */
export const slippedWords = (
  lexicon: Lexicon,
  reading: string,
  { open, amongKana }: OpenPlaces,
): HeardWord[] => {
  const shortest = amongKana ? SHORTEST_AMONG_KANA : SHORTEST_SLIPPED;
  const found: HeardWord[] = [];
  for (let start = 0; start + shortest <= reading.length; start++) {
    if (open[start] !== 1 || open[start + shortest - 2] !== 1) continue;
    let best = '';
    let bestEnd = -1;
    for (const word of lexicon.beginningLike(reading.charAt(start))) {
      if (word.length < shortest || word.length <= best.length) continue;
      const end = endWithSlip(word, reading, start);
      if (end < 0 || open.subarray(start, end).includes(0)) continue;
      best = word;
      bestEnd = end;
    }
    if (best === '') continue;
    found.push({ start, end: bestEnd, keys: lexicon.keysOf(best) });
    start = bestEnd - 1;
  }
  return found;
};
