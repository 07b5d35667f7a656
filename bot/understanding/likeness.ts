import type { ArticleIndex } from './article-index.ts';
import { Tally } from './weighing.ts';
import type { Weighing } from './weighing.ts';
import { zeros } from './zeros.ts';

/** Words of a filter, a power of two: a question has some dozen keys for its 1,024 bits. Range 16–64. */
const FILTER = 32;

/** Likens one question to the registered ones of many documents. */
export class Likeness {
  readonly #index: ArticleIndex;
  readonly #weighing: Weighing;
  readonly #tally: Tally;
  /** A bit for each key of the question, by its last digits: most keys of others are told from it. */
  readonly #filter = zeros(FILTER);
  /** Places of the keys that both questions have, the first `#count`, and what those weigh in the other. */
  readonly #shared: number[] = [];
  #count = 0;
  #mass = 0;
  #best = 0;

  constructor(index: ArticleIndex, weighing: Weighing) {
    this.#index = index;
    this.#weighing = weighing;
    this.#tally = new Tally(weighing);
    for (const key of weighing.stakes.keys) {
      const word = (key >>> 5) & (FILTER - 1);
      this.#filter[word] = (this.#filter[word] ?? 0) | (1 << (key & 31));
    }
  }

  /** Likeness of the question to the nearest one that the document lists, 0 to 1. */
  to(document: number): number {
    const { first, from, keys } = this.#index.questions;
    const filter = this.#filter;
    let question = first[document] ?? 0;
    const end = from[first[document + 1] ?? 0] ?? 0;
    this.#best = 0;
    // All of its questions in one go: most of their words are none of this one's.
    for (let row = from[question] ?? end; row < end; row++) {
      const key = keys[row] ?? 0;
      if ((((filter[(key >>> 5) & (FILTER - 1)] ?? 0) >>> (key & 31)) & 1) === 0) continue;
      const place = this.#weighing.stakes.places.find(key);
      if (place < 0) continue;
      if (row >= (from[question + 1] ?? 0)) {
        this.#compare(question);
        while (row >= (from[question + 1] ?? 0)) question += 1;
      }
      this.#shared[this.#count++] = place;
      this.#mass += this.#index.idfs[key] ?? 0;
    }
    this.#compare(question);
    return this.#best;
  }

  /** Takes up how like a registered question is: the harmonic mean of how much each holds of the other. */
  #compare(question: number): void {
    const back = this.#mass / (this.#index.questionMasses[question] ?? 0);
    // What it would be if all of the customer's question stood there; mostly that says enough.
    if (this.#count > 0 && (2 * back) / (1 + back) > this.#best) {
      for (let at = 0; at < this.#count; at++) this.#tally.add(this.#shared[at] ?? 0);
      const there = this.#tally.found() / this.#weighing.total;
      this.#best = Math.max(this.#best, (2 * there * back) / (there + back));
    }
    this.#count = 0;
    this.#mass = 0;
  }
}
