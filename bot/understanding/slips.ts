import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';
import type { Lexicon } from './lexicon.ts';

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
