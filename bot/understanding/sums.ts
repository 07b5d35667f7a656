import type { ArticleIndex } from './article-index.ts';
import type { Reading } from './query.ts';

/** A sum for every document, and which of them are not 0, so that they can be cleared. */
export class Sums {
  readonly values: Float64Array;
  /** Documents whose sum is not 0: the first `count`, in no order. */
  readonly touched: Int32Array;
  count = 0;
  readonly #open: Uint8Array;

  /** @param open 1 for each document that may get something; for the others nothing is added up */
  constructor(open: Uint8Array) {
    this.#open = open;
    this.values = new Float64Array(open.length);
    this.touched = new Int32Array(open.length);
  }

  /** Adds up a key's impacts, times the weight. */
  add({ from, docs, impacts }: ArticleIndex, key: number, weight: number): void {
    const { values, touched } = this;
    const open = this.#open;
    const last = from[key + 1] ?? 0;
    for (let row = from[key] ?? last; row < last; row++) {
      const doc = docs[row] ?? 0;
      if (open[doc] === 0) continue;
      const old = values[doc] ?? 0;
      const sum = old + weight * (impacts[row] ?? 0);
      // What weighs nothing leaves 0 behind, and would be recorded again and again.
      if (old === 0 && sum !== 0) touched[this.count++] = doc;
      values[doc] = sum;
    }
  }

  /** Keeps the greater of its sum and the key's impact, times the weight. */
  keepGreaterOf({ from, docs, impacts }: ArticleIndex, key: number, weight: number): void {
    const { values, touched } = this;
    const open = this.#open;
    const last = from[key + 1] ?? 0;
    for (let row = from[key] ?? last; row < last; row++) {
      const doc = docs[row] ?? 0;
      if (open[doc] === 0) continue;
      const old = values[doc] ?? 0;
      const sum = weight * (impacts[row] ?? 0);
      if (sum <= old) continue;
      if (old === 0) touched[this.count++] = doc;
      values[doc] = sum;
    }
  }

  /** Adds a share of every sum of the other, which is emptied. */
  addAll(other: Sums, share: number): void {
    const { values, touched } = this;
    for (let at = 0; at < other.count; at++) {
      const doc = other.touched[at] ?? 0;
      const old = values[doc] ?? 0;
      if (old === 0) touched[this.count++] = doc;
      values[doc] = old + share * (other.values[doc] ?? 0);
      other.values[doc] = 0;
    }
    other.count = 0;
  }

  /** Keeps the greater of two sums for every document of the other, which is emptied. */
  keepGreater(other: Sums): void {
    const { values, touched } = this;
    for (let at = 0; at < other.count; at++) {
      const doc = other.touched[at] ?? 0;
      const old = values[doc] ?? 0;
      const sum = other.values[doc] ?? 0;
      other.values[doc] = 0;
      if (sum <= old) continue;
      if (old === 0) touched[this.count++] = doc;
      values[doc] = sum;
    }
    other.count = 0;
  }

  clear(): void {
    for (let at = 0; at < this.count; at++) this.values[this.touched[at] ?? 0] = 0;
    this.count = 0;
  }
}

/** What one search adds up in: the whole, a slot's best reading and all of them together, the present reading. */
export class Room {
  /** 1 for each document that may still be among the best. */
  readonly open: Uint8Array;
  readonly all: Sums;
  readonly best: Sums;
  readonly every: Sums;
  readonly present: Sums;

  /** @param size how many documents there are */
  constructor(size: number) {
    this.open = new Uint8Array(size).fill(1);
    this.all = new Sums(this.open);
    this.best = new Sums(this.open);
    this.every = new Sums(this.open);
    this.present = new Sums(this.open);
  }
}

export type Weighted = Pick<Reading, 'keys' | 'weight'>;

/**
 * Of a word and its stand-ins an article gets the best one and little of the others (`Tuning.otherReadings`):
 * three synonyms are one meaning, but what has all three is likelier to be about it.
 */
export const addReadings = (
  index: ArticleIndex,
  readings: readonly Weighted[],
  { all, best, every, present }: Room,
): void => {
  const [first] = readings;
  if (first && readings.length === 1) {
    for (const key of first.keys) all.add(index, key, first.weight);
    return;
  }
  const others = index.otherReadings;
  for (const { keys, weight } of readings) {
    if (others > 0) for (const key of keys) every.add(index, key, weight);
    const [only] = keys;
    if (only !== undefined && keys.length === 1) {
      best.keepGreaterOf(index, only, weight);
      continue;
    }
    for (const key of keys) present.add(index, key, weight);
    best.keepGreater(present);
  }
  all.addAll(best, 1 - others);
  all.addAll(every, others);
};
