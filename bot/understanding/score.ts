import type { ArticleIndex } from './article-index.ts';
import type { Query, Slot } from './query.ts';

/** A document's number in the index and its raw score. */
export interface Scored {
  number: number;
  score: number;
}

/** Sums for every document, and which of them are not 0, so that they can be cleared. */
class Sums {
  readonly values: Float64Array;
  readonly #touched: Int32Array;
  #count = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
    this.#touched = new Int32Array(size);
  }

  /** Adds up a key's impacts, times the weight. */
  add(index: ArticleIndex, key: number, weight: number): void {
    const last = index.from[key + 1] ?? 0;
    for (let row = index.from[key] ?? 0; row < last; row++) {
      const doc = index.docs[row] ?? 0;
      const old = this.values[doc] ?? 0;
      if (old === 0) this.#touched[this.#count++] = doc;
      this.values[doc] = old + weight * (index.impacts[row] ?? 0);
    }
  }

  /** Keeps the greater of two sums for every document of the other, which is emptied. */
  keepGreater(other: Sums): void {
    other.drain((doc, sum) => {
      const old = this.values[doc] ?? 0;
      if (old === 0) this.#touched[this.#count++] = doc;
      if (sum > old) this.values[doc] = sum;
    });
  }

  /** Hands every sum over and goes back to 0. */
  drain(take: (doc: number, sum: number) => void): void {
    for (let at = 0; at < this.#count; at++) {
      const doc = this.#touched[at] ?? 0;
      take(doc, this.values[doc] ?? 0);
      this.values[doc] = 0;
    }
    this.#count = 0;
  }
}

const precedes = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.number < b.number);

const best = (scores: Float64Array, limit: number): Scored[] => {
  const top: Scored[] = [];
  let bar = 0;
  for (let number = 0; number < scores.length; number++) {
    const score = scores[number] ?? 0;
    if (score <= bar) continue;
    const entry = { number, score };
    let at = top.length;
    while (at > 0) {
      const other = top[at - 1];
      if (!other || precedes(other, entry)) break;
      at -= 1;
    }
    top.splice(at, 0, entry);
    if (top.length > limit) top.pop();
    if (top.length === limit) bar = top[limit - 1]?.score ?? 0;
  }
  return top;
};

/** Of a word and its stand-ins an article gets the best one, not the sum: three synonyms are one meaning. */
const addSlot = (index: ArticleIndex, slot: Slot, all: Sums, room: { best: Sums; present: Sums }): void => {
  const [first, ...others] = slot.readings;
  if (first && others.length === 0) {
    for (const key of first.keys) all.add(index, key, first.weight);
    return;
  }
  for (const { keys, weight } of slot.readings) {
    for (const key of keys) room.present.add(index, key, weight);
    room.best.keepGreater(room.present);
  }
  room.best.drain((doc, sum) => {
    all.values[doc] = (all.values[doc] ?? 0) + sum;
  });
};

/** The articles with the highest sums, best first; equal ones in the order of the index. */
export const score = (index: ArticleIndex, query: Query, limit: number): Scored[] => {
  const size = index.documents.length;
  const all = new Sums(size);
  const room = { best: new Sums(size), present: new Sums(size) };
  for (const { key, weight } of query.grams) all.add(index, key, weight);
  for (const slot of query.slots) addSlot(index, slot, all, room);
  return best(all.values, limit);
};
