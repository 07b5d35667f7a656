import type { TermMatch } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import { countIn, fields, rowOf } from './document.ts';
import type { Document, FieldIndex } from './document.ts';
import type { Query } from './query.ts';

const impactOf = (index: ArticleIndex, number: number, key: number): number => {
  const from = index.from[key] ?? 0;
  const row = rowOf(index.docs.subarray(from, index.from[key + 1]), number);
  return row < 0 ? 0 : (index.impacts[from + row] ?? 0);
};

/** The field that a key stands in; of several the weightiest: questions, then tags, then the answer. */
const fieldOf = (document: Document, key: number): TermMatch['field'] => {
  const packed = document.counts[rowOf(document.keys, key)] ?? 0;
  const order: FieldIndex[] = [0, 2, 1];
  return fields[order.find((field) => countIn(packed, field) > 0) ?? 1];
};

/**
 * Which words of the question were found in an article, where, how, and what each added to the score;
 * heaviest first. The weights add up to the score.
 * @param number the article's place in the index
 */
export const explain = (index: ArticleIndex, query: Query, number: number): TermMatch[] => {
  const document = index.documents[number];
  if (!document) return [];
  const weigh = (keys: readonly number[], weight: number): number =>
    keys.reduce((sum, key) => sum + weight * impactOf(index, number, key), 0);
  const words = query.slots.flatMap(({ term, readings }) => {
    const found = readings.map(({ keys, via, weight }): TermMatch => {
      const there = keys.find((key) => rowOf(document.keys, key) >= 0) ?? -1;
      return { term, field: fieldOf(document, there), via, weight: weigh(keys, weight) };
    });
    const [best] = found.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
    return best ? [best] : [];
  });
  const pairs = query.grams.map(({ key, gram, weight }): TermMatch => {
    return { term: gram, field: fieldOf(document, key), via: 'ngram', weight: weigh([key], weight) };
  });
  return [...words, ...pairs.filter(({ weight }) => weight > 0)].toSorted((a, b) => b.weight - a.weight);
};
