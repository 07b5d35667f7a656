import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { analyse } from '../../bot/language/analyse.ts';
import { rank } from '../../bot/understanding/search.ts';
import type { Searchable } from '../../bot/understanding/searchable.ts';
import { tuning } from '../../bot/understanding/tuning.ts';
import { ablations } from '../retrieval/ablations.ts';
import { plainBm25Over } from '../retrieval/plain-bm25.ts';
import { searchableOver } from '../retrieval/retriever.ts';
import type { Faq } from '../retrieval/retriever.ts';

/**
 * Quality and speed of retrieval on sets with known answers, beside MiniSearch with kuromoji and plain BM25
 * in the same run, and with each stage of ours switched off. The sets are `retrieval/municipal`: three times
 * 170 FAQs of a city and 150 citizens' questions, all invented without a look at the engine; each
 * alone, and the 510 FAQs together. Another set is named by environment variables, since data with a licence
 * of its own does not lie in the repository:
 * `BENCH_FAQS=FAQS.jsonl BENCH_QUERIES=QUERIES.jsonl npm run bench -- retrieval`.
 */

const faqSchema = z.object({ id: z.string(), question: z.string(), answer: z.string() });
/** Relevant FAQs: a list, or by their grades, 2 for a whole answer and 1 for a part of it. */
const relevantSchema = z.union([
  z.array(z.string()).transform((ids) => new Map(ids.map((id) => [id, 1]))),
  z.record(z.string(), z.number().positive()).transform((grades) => new Map(Object.entries(grades))),
]);
const querySchema = z.object({ id: z.string(), query: z.string(), relevant: relevantSchema });
type Query = z.infer<typeof querySchema>;

interface TestSet {
  name: string;
  faqs: readonly Faq[];
  queries: readonly Query[];
}

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

const discountedSum = (grades: readonly number[]): number =>
  grades.reduce((total, grade, place) => total + grade * discount(place), 0);

/** Normalised discounted cumulative gain of a ranking of ten; the gain is the grade itself, as in trec_eval. */
const gainOf = (ranked: readonly string[], relevant: Query['relevant']): number => {
  const best = [...relevant.values()].toSorted((a, b) => b - a).slice(0, DEPTH);
  const ideal = discountedSum(best);
  return ideal === 0 ? 0 : discountedSum(ranked.slice(0, DEPTH).map((id) => relevant.get(id) ?? 0)) / ideal;
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Hit@1 counts a first FAQ of any grade. */
const measure = (
  system: string,
  { name, queries }: TestSet,
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
    first += relevant.has(ranked[0] ?? '') ? 1 : 0;
  }
  const share = (sum: number): number => Number((sum / queries.length).toFixed(4));
  return {
    set: name,
    system,
    'nDCG@10': share(gain),
    'Hit@1': share(first),
    p50_us: Math.round(median(micros)),
  };
};

const retrieveWith =
  (searchable: Searchable) =>
  (question: string): string[] =>
    rank(searchable, analyse(searchable.tokenizer, question));

/** Words in their dictionary form, without particles, auxiliaries and marks. */
const cutWith =
  (kuromoji: KuromojiTokenizer) =>
  (text: string): string[] =>
    kuromoji
      .tokenize(text)
      .filter(({ pos }) => !['助詞', '助動詞', '記号'].includes(pos))
      .map(({ basic_form, surface_form }) => (basic_form === '*' ? surface_form : basic_form));

/** MiniSearch as its users combine it with kuromoji. */
export const miniSearchOver = async (faqs: readonly Faq[]): Promise<(question: string) => string[]> => {
  const tokenize = cutWith(await plainKuromoji());
  const engine = new MiniSearch<Faq>({
    fields: ['question', 'answer'],
    searchOptions: { boost: { question: 2 } },
    tokenize,
  });
  engine.addAll([...faqs]);
  return (question) =>
    engine
      .search(question)
      .slice(0, DEPTH)
      .map(({ id }) => String(id));
};

const municipal = (name: string): string =>
  fileURLToPath(new URL(`../retrieval/municipal/${name}.jsonl`, import.meta.url));

const readSet = async (name: string, faqs: string, queries: string): Promise<TestSet> => ({
  name,
  faqs: await readLines(faqs, faqSchema),
  queries: await readLines(queries, querySchema),
});

const readSets = async (): Promise<TestSet[]> => {
  const { BENCH_FAQS, BENCH_QUERIES } = process.env;
  if (BENCH_FAQS !== undefined && BENCH_QUERIES !== undefined)
    return [await readSet(BENCH_QUERIES, BENCH_FAQS, BENCH_QUERIES)];
  const sets = await Promise.all(
    ['1', '2', '3'].map((part) =>
      readSet(`municipal ${part}`, municipal(`faqs-${part}`), municipal(`queries-${part}`)),
    ),
  );
  const faqs = sets.flatMap((set) => set.faqs);
  return [...sets, { name: 'municipal', faqs, queries: sets.flatMap((set) => set.queries) }];
};

/** Prints nothing itself: one record a line, for `run.ts`. */
export const run = async function* (): AsyncGenerator<object> {
  const cut = cutWith(await plainKuromoji());
  for (const set of await readSets()) {
    yield measure('MiniSearch + kuromoji', set, await miniSearchOver(set.faqs));
    yield measure('plain kuromoji BM25', set, plainBm25Over(set.faqs, cut));
    yield measure('madoguchi', set, retrieveWith(await searchableOver(set.faqs)));
    for (const [without, changed] of ablations) {
      const searchable = await searchableOver(set.faqs, { ...tuning, ...changed });
      yield measure(`madoguchi without ${without}`, set, retrieveWith(searchable));
    }
  }
};
