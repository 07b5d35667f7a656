import type { ArticleIndex } from './article-index.ts';
import type { Query, Slot } from './query.ts';

/** A document's number in the index and its raw score. */
export interface Scored {
  number: number;
  score: number;
}

/** Room for one document's sums, reused between the slots of a question. */
interface Sums {
  /** Of the slot's readings so far, the best. */
  best: Float64Array;
  /** Of the present reading. */
  present: Float64Array;
}

/** Adds up a key's impacts, times the weight; returns the documents that were 0 before. */
const add = (index: ArticleIndex, key: number, weight: number, into: Float64Array): number[] => {
  const touched: number[] = [];
  const last = index.from[key + 1] ?? 0;
  for (let row = index.from[key] ?? 0; row < last; row++) {
    const doc = index.docs[row] ?? 0;
    const before = into[doc] ?? 0;
    if (before === 0) touched.push(doc);
    into[doc] = before + weight * (index.impacts[row] ?? 0);
  }
  return touched;
};

/** Of a word and its stand-ins an article gets the best one, not the sum: three synonyms are one meaning. */
const addBest = (index: ArticleIndex, slot: Slot, into: Float64Array, sums: Sums): void => {
  const seen: number[] = [];
  for (const { keys, weight } of slot.readings) {
    const touched = keys.flatMap((key) => add(index, key, weight, sums.present));
    for (const doc of touched) {
      const before = sums.best[doc] ?? 0;
      if (before === 0) seen.push(doc);
      sums.best[doc] = Math.max(before, sums.present[doc] ?? 0);
      sums.present[doc] = 0;
    }
  }
  for (const doc of seen) {
    into[doc] = (into[doc] ?? 0) + (sums.best[doc] ?? 0);
    sums.best[doc] = 0;
  }
};

const precedes = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.number < b.number);

const best = (scores: Float64Array, limit: number): Scored[] => {
  const top: Scored[] = [];
  for (const [number, score] of scores.entries()) {
    if (score <= 0) continue;
    const worst = top[top.length - 1];
    if (top.length === limit && worst && score <= worst.score) continue;
    const entry = { number, score };
    let at = top.length;
    while (at > 0) {
      const other = top[at - 1];
      if (!other || precedes(other, entry)) break;
      at -= 1;
    }
    top.splice(at, 0, entry);
    if (top.length > limit) top.pop();
  }
  return top;
};

/** The articles with the highest sums, best first; equal ones in the order of the index. */
export const score = (index: ArticleIndex, query: Query, limit: number): Scored[] => {
  const size = index.documents.length;
  const scores = new Float64Array(size);
  const sums = { best: new Float64Array(size), present: new Float64Array(size) };
  for (const slot of query.slots) addBest(index, slot, scores, sums);
  for (const { key, weight } of query.grams) add(index, key, weight, scores);
  return best(scores, limit);
};
