import type { Article } from '../domain/knowledge.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { countIn, readDocument } from './document.ts';
import type { Document, FieldIndex } from './document.ts';
import { tuning as standard } from './tuning.ts';
import type { Tuning } from './tuning.ts';
import { Vocabulary } from './vocabulary.ts';

/**
 * Every article's score for every key, worked out in advance: BM25F over questions, answer and tags with
 * one inverse document frequency (README.md). A search only adds up. Never changed after building.
 */
export interface ArticleIndex {
  readonly documents: readonly Document[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly vocabulary: Vocabulary;
  /** Postings of key k: rows `from[k]` up to `from[k + 1]` of `docs` and `impacts`. */
  readonly from: Int32Array;
  readonly docs: Int32Array;
  readonly impacts: Float32Array;
  /** idf of each key, to the power of `idfPower`. */
  readonly idfs: Float32Array;
}

/** Called between slices of work; it gives the event loop a turn when this one has lasted long enough. */
export type Pause = () => Promise<void>;

export interface IndexInput {
  tokenizer: Tokenizer;
  articles: Iterable<Article>;
  /** Documents of unchanged articles are taken from here. Only with the same tokenizer. */
  previous?: ArticleIndex | null;
  tuning?: Tuning;
}

/** Articles or keys between two pauses. */
const SLICE = 64;

type Averages = readonly [question: number, answer: number, tag: number];

const averages = (documents: readonly Document[], kind: 'wordLengths' | 'gramLengths'): Averages => {
  const sum: [number, number, number] = [0, 0, 0];
  for (const { [kind]: lengths } of documents) {
    sum[0] += lengths[0];
    sum[1] += lengths[1];
    sum[2] += lengths[2];
  }
  const count = Math.max(1, documents.length);
  return [Math.max(1, sum[0] / count), Math.max(1, sum[1] / count), Math.max(1, sum[2] / count)];
};

const inverseFrequency = (documents: number, having: number): number =>
  Math.log(1 + (documents - having + 0.5) / (having + 0.5));

/** How much each field of one document counts: weight over length norm. */
const fieldFactors = (lengths: Averages, average: Averages, tuning: Tuning): Averages => {
  const factor = (field: FieldIndex): number => {
    const b = tuning.lengthPenalties[field];
    return tuning.fieldWeights[field] / (1 - b + (b * lengths[field]) / average[field]);
  };
  return [factor(0), factor(1), factor(2)];
};

const frequency = (packed: number, factors: Averages): number =>
  countIn(packed, 0) * factors[0] + countIn(packed, 1) * factors[1] + countIn(packed, 2) * factors[2];

const readAll = async (input: IndexInput, vocabulary: Vocabulary, pause: Pause): Promise<Document[]> => {
  const { tokenizer, previous } = input;
  const documents: Document[] = [];
  for (const article of input.articles) {
    const known = previous?.documents[previous.numbers.get(article.id) ?? -1];
    const isSame = known?.fingerprint === article.fingerprint;
    documents.push(isSame ? known : readDocument({ tokenizer, vocabulary }, article));
    if (!isSame || documents.length % SLICE === 0) await pause();
  }
  return documents;
};

/** Where the rows of each key begin: documents that have it, added up. */
const countPostings = async (
  documents: readonly Document[],
  keys: number,
  pause: Pause,
): Promise<Int32Array<ArrayBuffer>> => {
  const from = new Int32Array(keys + 1);
  for (const [number, document] of documents.entries()) {
    for (const key of document.keys) from[key + 1] = (from[key + 1] ?? 0) + 1;
    if (number % SLICE === SLICE - 1) await pause();
  }
  for (let key = 0; key < keys; key++) from[key + 1] = (from[key + 1] ?? 0) + (from[key] ?? 0);
  return from;
};

interface Unfilled {
  documents: readonly Document[];
  vocabulary: Vocabulary;
  from: Int32Array;
  idfs: Float32Array;
  tuning: Tuning;
}

/** Every document's impact for each of its keys, in the rows of that key. */
const fillPostings = async (
  { documents, vocabulary, from, idfs, tuning }: Unfilled,
  pause: Pause,
): Promise<Pick<ArticleIndex, 'docs' | 'impacts'>> => {
  const docs = new Int32Array(from[from.length - 1] ?? 0);
  const impacts = new Float32Array(docs.length);
  const next = from.slice();
  const { grams } = vocabulary;
  const averageWords = averages(documents, 'wordLengths');
  const averageGrams = averages(documents, 'gramLengths');
  for (const [number, { keys, counts, wordLengths, gramLengths }] of documents.entries()) {
    const wordFactors = fieldFactors(wordLengths, averageWords, tuning);
    const gramFactors = fieldFactors(gramLengths, averageGrams, tuning);
    for (let row = 0; row < keys.length; row++) {
      const key = keys[row] ?? 0;
      const tf = frequency(counts[row] ?? 0, grams[key] === 1 ? gramFactors : wordFactors);
      const at = next[key] ?? 0;
      next[key] = at + 1;
      docs[at] = number;
      impacts[at] = ((idfs[key] ?? 0) * tf * (tuning.saturation + 1)) / (tf + tuning.saturation);
    }
    if (number % SLICE === SLICE - 1) await pause();
  }
  return { docs, impacts };
};

/**
 * Builds the index of the articles, in slices so that the event loop never stops for long.
 * Costs some 0.3 ms for a new article, 10 µs for one that `previous` knows.
 */
export const buildIndex = async (input: IndexInput, pause: Pause): Promise<ArticleIndex> => {
  const tuning = input.tuning ?? standard;
  const vocabulary = input.previous?.vocabulary ?? new Vocabulary();
  const documents = await readAll(input, vocabulary, pause);
  const keys = vocabulary.size;
  const from = await countPostings(documents, keys, pause);
  const idfs = new Float32Array(keys);
  for (let key = 0; key < keys; key++) {
    const having = (from[key + 1] ?? 0) - (from[key] ?? 0);
    if (having > 0) idfs[key] = inverseFrequency(documents.length, having) ** tuning.idfPower;
  }
  await pause();

  const postings = await fillPostings({ documents, vocabulary, from, idfs, tuning }, pause);
  const numbers = new Map(documents.map(({ id }, number) => [id, number]));
  return { documents, numbers, vocabulary, from, idfs, ...postings };
};
