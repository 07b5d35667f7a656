import type { TermMatch } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import { countIn, fields, rowOf } from './document.ts';
import type { Document, FieldIndex } from './document.ts';
import type { Query, QueryKey } from './query.ts';

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
  const read = (term: string, { key, weight, via }: QueryKey): TermMatch => ({
    term,
    field: fieldOf(document, key),
    via,
    weight: weight * impactOf(index, number, key),
  });
  const words = query.slots.flatMap((slot) => {
    const found = slot.keys.map((key) => read(slot.term, key)).filter((match) => match.weight > 0);
    const [best] = found.toSorted((a, b) => b.weight - a.weight);
    return best ? [best] : [];
  });
  const pairs = query.grams
    .map((gram) => read(index.vocabulary.key(gram.key).slice(1), gram))
    .filter((match) => match.weight > 0);
  return [...words, ...pairs].toSorted((a, b) => b.weight - a.weight);
};
