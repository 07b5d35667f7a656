import type { TermMatch } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import { countIn, fields } from './document.ts';
import type { FieldIndex } from './document.ts';
import { rowOf } from './postings.ts';
import type { Query } from './query.ts';

/** A row's field; of several the weightiest: questions, then tags, then the answer. */
const fieldOf = ({ counts }: ArticleIndex, row: number): TermMatch['field'] => {
  const packed = counts[row] ?? 0;
  const order: FieldIndex[] = [0, 2, 1];
  return fields[order.find((field) => countIn(packed, field) > 0) ?? 1];
};

/**
 * Which words of the question were found in an article, where, how, and what each added to the score;
 * heaviest first. The weights add up to the score.
 * @param number the article's place in the index
 */
export const explain = (index: ArticleIndex, query: Query, number: number): TermMatch[] => {
  const rowIn = (key: number): number => rowOf(index, key, number);
  const weigh = (keys: readonly number[], weight: number): number =>
    keys.reduce((sum, key) => sum + weight * (index.impacts[rowIn(key)] ?? 0), 0);
  const words = query.slots.flatMap(({ term, readings }) => {
    const found = readings.map(({ keys, via, weight }): TermMatch => {
      const there = keys.map(rowIn).find((row) => row >= 0) ?? -1;
      return { term, field: fieldOf(index, there), via, weight: weigh(keys, weight) };
    });
    const [best] = found.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
    if (!best) return [];
    const all = found.reduce((sum, { weight }) => sum + weight, 0);
    return [{ ...best, weight: best.weight + index.otherReadings * (all - best.weight) }];
  });
  const pairs = query.grams.map(({ key, gram, weight }): TermMatch => {
    return { term: gram, field: fieldOf(index, rowIn(key)), via: 'ngram', weight: weigh([key], weight) };
  });
  return [...words, ...pairs.filter(({ weight }) => weight > 0)].toSorted((a, b) => b.weight - a.weight);
};
