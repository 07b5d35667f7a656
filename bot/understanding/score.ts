import type { ArticleIndex } from './article-index.ts';
import type { Query, Slot } from './query.ts';

/** A document's number in the index and its raw score. */
export interface Scored {
  number: number;
  score: number;
}

/** Sums for every document, and which of them are not 0, so that they can be cleared. */
class Sums {
  readonly #values: Float64Array;
  readonly #touched: Int32Array;
  #count = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
    this.#touched = new Int32Array(size);
  }

  /** Adds up a key's impacts, times the weight. */
  add(index: ArticleIndex, key: number, weight: number): void {
    const { docs, impacts } = index;
    const values = this.#values;
    const last = index.from[key + 1] ?? 0;
    for (let row = index.from[key] ?? 0; row < last; row++) {
      const doc = docs[row] ?? 0;
      const old = values[doc] ?? 0;
      if (old === 0) this.#touched[this.#count++] = doc;
      values[doc] = old + weight * (impacts[row] ?? 0);
    }
  }

  /** Keeps the greater of its sum and the key's impact, times the weight. */
  keepGreaterOf(index: ArticleIndex, key: number, weight: number): void {
    const { docs, impacts } = index;
    const values = this.#values;
    const last = index.from[key + 1] ?? 0;
    for (let row = index.from[key] ?? 0; row < last; row++) {
      const doc = docs[row] ?? 0;
      const old = values[doc] ?? 0;
      const sum = weight * (impacts[row] ?? 0);
      if (old === 0) this.#touched[this.#count++] = doc;
      if (sum > old) values[doc] = sum;
    }
  }

  addTo(doc: number, sum: number): void {
    const old = this.#values[doc] ?? 0;
    if (old === 0) this.#touched[this.#count++] = doc;
    this.#values[doc] = old + sum;
  }

  /** Keeps the greater of two sums for every document of the other, which is emptied. */
  keepGreater(other: Sums): void {
    other.drain((doc, sum) => {
      const old = this.#values[doc] ?? 0;
      if (old === 0) this.#touched[this.#count++] = doc;
      if (sum > old) this.#values[doc] = sum;
    });
  }

  /** Hands every sum over and goes back to 0. */
  drain(take: (doc: number, sum: number) => void): void {
    for (let at = 0; at < this.#count; at++) {
      const doc = this.#touched[at] ?? 0;
      const sum = this.#values[doc] ?? 0;
      this.#values[doc] = 0;
      take(doc, sum);
    }
    this.#count = 0;
  }
}

const precedes = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.number < b.number);

/** The greatest sums in order, which are cleared on the way. */
const drainBest = (all: Sums, limit: number): Scored[] => {
  const top: Scored[] = [];
  let bar = 0;
  all.drain((number, score) => {
    if (score < bar || score <= 0) return;
    const entry = { number, score };
    let at = top.length;
    while (at > 0) {
      const other = top[at - 1];
      if (!other || precedes(other, entry)) break;
      at -= 1;
    }
    if (at === limit) return;
    top.splice(at, 0, entry);
    if (top.length > limit) top.pop();
    if (top.length === limit) bar = top[limit - 1]?.score ?? 0;
  });
  return top;
};

/** What one search adds up in: the whole, a slot's best reading, the present reading. */
interface Room {
  all: Sums;
  best: Sums;
  present: Sums;
}

/** All of it is cleared after each search, so one serves all searches of an index: making it cost as much as a search. */
const rooms = new WeakMap<ArticleIndex, Room>();

const roomFor = (index: ArticleIndex): Room => {
  const known = rooms.get(index);
  if (known !== undefined) return known;
  const size = index.documents.length;
  const room = { all: new Sums(size), best: new Sums(size), present: new Sums(size) };
  rooms.set(index, room);
  return room;
};

/** Of a word and its stand-ins an article gets the best one, not the sum: three synonyms are one meaning. */
const addSlot = (index: ArticleIndex, slot: Slot, { all, best, present }: Room): void => {
  const [first, ...others] = slot.readings;
  if (first && others.length === 0) {
    for (const key of first.keys) all.add(index, key, first.weight);
    return;
  }
  for (const { keys, weight } of slot.readings) {
    const [only] = keys;
    if (only !== undefined && keys.length === 1) {
      best.keepGreaterOf(index, only, weight);
      continue;
    }
    for (const key of keys) present.add(index, key, weight);
    best.keepGreater(present);
  }
  best.drain((doc, sum) => all.addTo(doc, sum));
};

/** The articles with the highest sums, best first; equal ones in the order of the index. */
export const score = (index: ArticleIndex, query: Query, limit: number): Scored[] => {
  const room = roomFor(index);
  for (const { key, weight } of query.grams) room.all.add(index, key, weight);
  for (const slot of query.slots) addSlot(index, slot, room);
  return drainBest(room.all, limit);
};
