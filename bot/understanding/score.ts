import type { ArticleIndex } from './article-index.ts';
import type { Query, QueryKey, Slot } from './query.ts';

/** A document's number in the index and its raw score. */
export interface Scored {
  number: number;
  score: number;
}

const add = (index: ArticleIndex, { key, weight }: QueryKey, into: Float64Array): void => {
  const last = index.from[key + 1] ?? 0;
  for (let row = index.from[key] ?? 0; row < last; row++) {
    const doc = index.docs[row] ?? 0;
    into[doc] = (into[doc] ?? 0) + weight * (index.impacts[row] ?? 0);
  }
};

/** Of a word and its stand-ins an article gets the best one, not the sum: three synonyms are one meaning. */
const addBest = (index: ArticleIndex, slot: Slot, into: Float64Array, scratch: Float64Array): void => {
  const touched: number[] = [];
  for (const { key, weight } of slot.keys) {
    const last = index.from[key + 1] ?? 0;
    for (let row = index.from[key] ?? 0; row < last; row++) {
      const doc = index.docs[row] ?? 0;
      const value = weight * (index.impacts[row] ?? 0);
      const before = scratch[doc] ?? 0;
      if (before === 0) touched.push(doc);
      if (value > before) scratch[doc] = value;
    }
  }
  for (const doc of touched) {
    into[doc] = (into[doc] ?? 0) + (scratch[doc] ?? 0);
    scratch[doc] = 0;
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
  const scores = new Float64Array(index.documents.length);
  const scratch = new Float64Array(index.documents.length);
  for (const slot of query.slots) {
    const [only, ...others] = slot.keys;
    if (only && others.length === 0) add(index, only, scores);
    else if (only) addBest(index, slot, scores, scratch);
  }
  for (const gram of query.grams) add(index, gram, scores);
  return best(scores, limit);
};
