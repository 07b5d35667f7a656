import type { Faq } from './retriever.ts';

/** BM25 as its textbooks have it: k1 and b. */
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.75;

interface Posting {
  number: number;
  count: number;
}

const countWords = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/**
 * Plain BM25 over question and answer as one text: what any search engine gives without further knowledge.
 * @param cut a text as the words that count
 */
export const plainBm25Over = (
  faqs: readonly Faq[],
  cut: (text: string) => string[],
): ((question: string) => string[]) => {
  const texts = faqs.map(({ question, answer }) => cut(`${question}\n${answer}`));
  const average = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length);
  const postings = new Map<string, Posting[]>();
  for (const [number, words] of texts.entries()) {
    for (const [word, count] of countWords(words)) {
      const known = postings.get(word) ?? [];
      postings.set(word, known);
      known.push({ number, count });
    }
  }
  const weightOf = (having: number, { number, count }: Posting): number => {
    const idf = Math.log(1 + (faqs.length - having + 0.5) / (having + 0.5));
    const length = (texts[number]?.length ?? 0) / average;
    return (
      (idf * count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * length))
    );
  };
  return (question) => {
    const sums = new Map<number, number>();
    for (const word of cut(question)) {
      const found = postings.get(word) ?? [];
      for (const posting of found)
        sums.set(posting.number, (sums.get(posting.number) ?? 0) + weightOf(found.length, posting));
    }
    return [...sums]
      .toSorted(([a, x], [b, y]) => y - x || a - b)
      .flatMap(([number]) => faqs[number]?.id ?? []);
  };
};
