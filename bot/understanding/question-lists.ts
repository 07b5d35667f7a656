import type { Pause } from './article-index.ts';
import { IntList } from './int-list.ts';

/**
 * The words of every document's title and questions, all in one array: an array for each question would
 * be most of the memory of many articles.
 */
export interface QuestionLists {
  /** Questions of document d: from `first[d]` up to `first[d + 1]`; the first is the title. */
  readonly first: Int32Array;
  /** Keys of question q: from `from[q]` up to `from[q + 1]` of `keys`, each once and sorted. */
  readonly from: Int32Array;
  readonly keys: Int32Array;
}

/** Keys of the document's title. */
export const titleKeys = ({ first, from, keys }: QuestionLists, document: number): Int32Array => {
  const question = first[document] ?? -1;
  return question < 0 ? keys.subarray(0, 0) : keys.subarray(from[question], from[question + 1]);
};

/** Takes up the questions of one document after the other. */
export class QuestionCollector {
  readonly #first = new IntList();
  readonly #from = new IntList();
  readonly #keys = new IntList();

  /** The next document, with the questions that it has. */
  add(questions: readonly Int32Array[]): void {
    this.#first.push(this.#from.length);
    for (const question of questions) {
      this.#from.push(this.#keys.length);
      for (const key of question) this.#keys.push(key);
    }
  }

  /** The next document, with the questions of one of an index before. */
  addKept({ first, from, keys }: QuestionLists, document: number): void {
    this.#first.push(this.#from.length);
    const end = first[document + 1] ?? 0;
    for (let question = first[document] ?? end; question < end; question++) {
      this.#from.push(this.#keys.length);
      const last = from[question + 1] ?? 0;
      for (let row = from[question] ?? last; row < last; row++) this.#keys.push(keys[row] ?? 0);
    }
  }

  toLists(): QuestionLists {
    this.#first.push(this.#from.length);
    this.#from.push(this.#keys.length);
    return { first: this.#first.toArray(), from: this.#from.toArray(), keys: this.#keys.toArray() };
  }
}

/** Questions between two pauses. */
const SLICE = 10_000;

/** The sum of a number for each key over the keys of each question. */
export const sumOverQuestions = async (
  { from, keys }: QuestionLists,
  values: Float32Array,
  pause: Pause,
): Promise<Float64Array> => {
  const sums = new Float64Array(Math.max(0, from.length - 1));
  for (let question = 0; question < sums.length; question++) {
    const last = from[question + 1] ?? 0;
    let sum = 0;
    for (let row = from[question] ?? last; row < last; row++) sum += values[keys[row] ?? 0] ?? 0;
    sums[question] = sum;
    if (question % SLICE === SLICE - 1) await pause();
  }
  return sums;
};
