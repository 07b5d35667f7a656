import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { analyse } from '../../bot/language/analyse.ts';
import { rank } from '../../bot/understanding/search.ts';
import type { Searchable } from '../../bot/understanding/searchable.ts';
import { tuning } from '../../bot/understanding/tuning.ts';
import { ablations } from '../retrieval/ablations.ts';
import { searchableOver } from '../retrieval/retriever.ts';
import type { Faq } from '../retrieval/retriever.ts';

/**
 * Quality and speed of retrieval on a set with known answers, beside MiniSearch with kuromoji in the same
 * run, and with each stage of ours switched off. The set is named by environment variables, since data
 * with a licence of its own does not lie in the repository:
 * `BENCH_FAQS=FAQS.jsonl BENCH_QUERIES=QUERIES.jsonl npm run bench -- retrieval`.
 */

const faqSchema = z.object({ id: z.string(), question: z.string(), answer: z.string() });
const querySchema = z.object({ id: z.string(), query: z.string(), relevant: z.array(z.string()) });
type Query = z.infer<typeof querySchema>;

const DEPTH = 10;

const kuromojiSchema = z.object({
  builder: z.custom<(options: { dicPath: string }) => { build(done: KuromojiDone): void }>(),
});
type KuromojiDone = (error: Error | null, tokenizer: KuromojiTokenizer) => void;
interface KuromojiTokenizer {
  tokenize(text: string): { surface_form: string; basic_form: string; pos: string }[];
}

/** kuromoji as anybody would use it, without what `language/` adds. */
export const plainKuromoji = (): Promise<KuromojiTokenizer> => {
  const require = createRequire(import.meta.url);
  const { builder } = kuromojiSchema.parse(require('kuromoji'));
  const dicPath = require.resolve('kuromoji/package.json').replace(/package\.json$/u, 'dict');
  return new Promise((resolve, reject) => {
    builder({ dicPath }).build((error, tokenizer) => (error ? reject(error) : resolve(tokenizer)));
  });
};

const readLines = async <T>(path: string, schema: z.ZodType<T>): Promise<T[]> =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));

const discount = (place: number): number => 1 / Math.log2(place + 2);

const discountedSum = (hits: readonly boolean[]): number =>
  hits.reduce((total, hit, place) => total + (hit ? discount(place) : 0), 0);

/** Normalised discounted cumulative gain of a ranking of ten, relevance being yes or no. */
const gainOf = (ranked: readonly string[], relevant: readonly string[]): number => {
  const ideal = discountedSum(relevant.slice(0, DEPTH).map(() => true));
  return ideal === 0 ? 0 : discountedSum(ranked.slice(0, DEPTH).map((id) => relevant.includes(id))) / ideal;
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const measure = (
  system: string,
  queries: readonly Query[],
  retrieve: (question: string) => readonly string[],
): Record<string, string | number> => {
  let gain = 0;
  let first = 0;
  const micros: number[] = [];
  for (const { query, relevant } of queries) {
    const from = performance.now();
    const ranked = retrieve(query);
    micros.push((performance.now() - from) * 1000);
    gain += gainOf(ranked, relevant);
    first += relevant.includes(ranked[0] ?? '') ? 1 : 0;
  }
  const share = (sum: number): number => Number((sum / queries.length).toFixed(4));
  return { system, 'nDCG@10': share(gain), 'Hit@1': share(first), p50_us: Math.round(median(micros)) };
};

const retrieveWith =
  (searchable: Searchable) =>
  (question: string): string[] =>
    rank(searchable, analyse(searchable.tokenizer, question));

/** MiniSearch as its users combine it with kuromoji. */
export const miniSearchOver = async (faqs: readonly Faq[]): Promise<(question: string) => string[]> => {
  const kuromoji = await plainKuromoji();
  const engine = new MiniSearch<Faq>({
    fields: ['question', 'answer'],
    searchOptions: { boost: { question: 2 } },
    tokenize: (text) =>
      kuromoji
        .tokenize(text)
        .filter(({ pos }) => !['助詞', '助動詞', '記号'].includes(pos))
        .map(({ basic_form, surface_form }) => (basic_form === '*' ? surface_form : basic_form)),
  });
  engine.addAll([...faqs]);
  return (question) =>
    engine
      .search(question)
      .slice(0, DEPTH)
      .map(({ id }) => String(id));
};

/** Prints nothing itself: one record a line, for `run.ts`. */
export const run = async function* (): AsyncGenerator<object> {
  const { BENCH_FAQS, BENCH_QUERIES } = process.env;
  if (BENCH_FAQS === undefined || BENCH_QUERIES === undefined) {
    yield { skipped: 'name the set: BENCH_FAQS=FAQS.jsonl BENCH_QUERIES=QUERIES.jsonl' };
    return;
  }
  const faqs = await readLines(BENCH_FAQS, faqSchema);
  const queries = await readLines(BENCH_QUERIES, querySchema);
  yield measure('MiniSearch + kuromoji', queries, await miniSearchOver(faqs));
  yield measure('madoguchi', queries, retrieveWith(await searchableOver(faqs)));
  for (const [without, changed] of ablations) {
    const searchable = await searchableOver(faqs, { ...tuning, ...changed });
    yield measure(`madoguchi without ${without}`, queries, retrieveWith(searchable));
  }
};
