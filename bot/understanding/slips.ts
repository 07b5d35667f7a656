import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';
import type { Lexicon } from './lexicon.ts';

/** Kana from which two slips still leave a word to be known by, and above which no word is so long. Range 7–10. */
const SHORTEST = 8;
const LONGEST = 16;
/** One slip is found without comparing words (`Lexicon.eachSlipAt`). */
const SLIPS = 2;

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
 * Keys of the word whose reading is two slips away (アクセルトーンク → アクセストークン); `[]` when none is. The first
 * kana must be right. Of equally near words the first in the order of kana.
 */
export const nearestByEar = (lexicon: Lexicon, reading: string): readonly number[] => {
  if (reading.length < SHORTEST || reading.length > LONGEST) return [];
  let nearest = SLIPS + 1;
  let best = '';
  for (const candidate of lexicon.beginningLike(reading)) {
    if (candidate.length < SHORTEST || Math.abs(candidate.length - reading.length) > SLIPS) continue;
    if (differingKana(candidate, reading) > SLIPS * 2) continue;
    const distance = DamerauLevenshteinDistance(reading, candidate, { restricted: true });
    if (distance > nearest || (distance === nearest && candidate >= best)) continue;
    nearest = distance;
    best = candidate;
  }
  return nearest <= SLIPS ? (lexicon.find(best)?.keys ?? []) : [];
};
