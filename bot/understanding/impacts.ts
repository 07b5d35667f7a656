import type { Pause } from './article-index.ts';
import { countIn } from './document.ts';
import type { FieldIndex } from './document.ts';
import type { Postings } from './postings.ts';
import type { Tuning } from './tuning.ts';

/** Numbers for each document: words in its questions, answer and tags, then grams in each. */
export const LENGTHS = 6;
type LengthIndex = 0 | 1 | 2 | 3 | 4 | 5;
/** Where the lengths in grams begin. */
const GRAMS = 3;

/** Documents, keys or rows between two pauses: less than a millisecond. */
const SLICE = 20_000;

/** Rarity of each key, to the power of `idfPower`; 0 for a key that no document has. */
export const inverseFrequencies = async (
  from: Int32Array,
  { documents, tuning }: { documents: number; tuning: Tuning },
  pause: Pause,
): Promise<Float32Array> => {
  const idfs = new Float32Array(from.length - 1);
  for (let key = 0; key < idfs.length; key++) {
    const having = (from[key + 1] ?? 0) - (from[key] ?? 0);
    if (having > 0) idfs[key] = Math.log(1 + (documents - having + 0.5) / (having + 0.5)) ** tuning.idfPower;
    if (key % SLICE === SLICE - 1) await pause();
  }
  return idfs;
};

const averageOf = (lengths: Int32Array, column: LengthIndex): number => {
  let sum = 0;
  for (let at: number = column; at < lengths.length; at += LENGTHS) sum += lengths[at] ?? 0;
  return Math.max(1, sum / Math.max(1, lengths.length / LENGTHS));
};

/** How much each field of each document counts: weight over length norm; in the order of the lengths. */
const fieldFactors = async (lengths: Int32Array, tuning: Tuning, pause: Pause): Promise<Float64Array> => {
  const columns: readonly (readonly [LengthIndex, FieldIndex])[] = [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 0],
    [4, 1],
    [5, 2],
  ];
  const factors = new Float64Array(lengths.length);
  for (const [column, field] of columns) {
    const b = tuning.lengthPenalties[field];
    const average = averageOf(lengths, column);
    for (let at: number = column; at < lengths.length; at += LENGTHS)
      factors[at] = tuning.fieldWeights[field] / (1 - b + (b * (lengths[at] ?? 0)) / average);
    await pause();
  }
  return factors;
};

export interface Impacts {
  /** What each row of the postings adds to its document's sum. */
  readonly impacts: Float32Array;
  /** The greatest impact of each key. */
  readonly peaks: Float32Array;
}

interface Unweighed extends Postings {
  idfs: Float32Array;
  /** 1 for each key of a gram. */
  grams: Uint8Array;
  /** `LENGTHS` for each document. */
  lengths: Int32Array;
  tuning: Tuning;
}

/** BM25F of every key in every document (README.md). */
export const weighPostings = async (unweighed: Unweighed, pause: Pause): Promise<Impacts> => {
  const { from, lengths, tuning } = unweighed;
  const factors = await fieldFactors(lengths, tuning, pause);
  const impacts = new Float32Array(unweighed.docs.length);
  const peaks = new Float32Array(from.length - 1);
  for (let key = 0, done = 0; key < peaks.length; key++) {
    peaks[key] = weighKey(unweighed, { key, factors, impacts });
    if ((from[key + 1] ?? 0) - done < SLICE && key % SLICE !== 0) continue;
    done = from[key + 1] ?? 0;
    await pause();
  }
  return { impacts, peaks };
};

/** @returns the greatest impact */
const weighKey = (
  { from, docs, counts, idfs, grams, tuning: { saturation } }: Unweighed,
  { key, factors, impacts }: { key: number; factors: Float64Array; impacts: Float32Array },
): number => {
  const idf = idfs[key] ?? 0;
  const column = grams[key] === 1 ? GRAMS : 0;
  const last = from[key + 1] ?? 0;
  let peak = 0;
  for (let row = from[key] ?? last; row < last; row++) {
    const at = (docs[row] ?? 0) * LENGTHS + column;
    const packed = counts[row] ?? 0;
    const tf =
      countIn(packed, 0) * (factors[at] ?? 0) +
      countIn(packed, 1) * (factors[at + 1] ?? 0) +
      countIn(packed, 2) * (factors[at + 2] ?? 0);
    const impact = (idf * tf * (saturation + 1)) / (tf + saturation);
    impacts[row] = impact;
    if (impact > peak) peak = impact;
  }
  return peak;
};
