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
  /** Places of the keys that both questions have: the first `#count`. */
  readonly #shared: number[] = [];
  #count = 0;

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
    const { first } = this.#index.questions;
    const masses = this.#index.questionMasses;
    const end = first[document + 1] ?? 0;
    let best = 0;
    for (let question = first[document] ?? end; question < end; question++) {
      const back = this.#findShared(question) / (masses[question] ?? 0);
      // What it would be if all of the customer's question stood there; mostly that says enough.
      if (back > 0 && (2 * back) / (1 + back) > best) best = Math.max(best, this.#withShared(back));
    }
    return best;
  }

  /** @returns what the keys that a registered question shares weigh there */
  #findShared(question: number): number {
    const { idfs, questions } = this.#index;
    const { places } = this.#weighing.stakes;
    const { from, keys } = questions;
    const filter = this.#filter;
    const end = from[question + 1] ?? 0;
    const shared = this.#shared;
    let mass = 0;
    let count = 0;
    for (let row = from[question] ?? end; row < end; row++) {
      const key = keys[row] ?? 0;
      if ((((filter[(key >>> 5) & (FILTER - 1)] ?? 0) >>> (key & 31)) & 1) === 0) continue;
      const place = places.find(key);
      if (place < 0) continue;
      mass += idfs[key] ?? 0;
      shared[count++] = place;
    }
    this.#count = count;
    return mass;
  }

  /** Harmonic mean of how much each of two questions holds of the other. */
  #withShared(back: number): number {
    for (let at = 0; at < this.#count; at++) this.#tally.add(this.#shared[at] ?? 0);
    const there = this.#tally.found() / this.#weighing.total;
    return (2 * there * back) / (there + back);
  }
}
