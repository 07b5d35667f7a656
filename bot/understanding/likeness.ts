import type { ArticleIndex } from './article-index.ts';
import { Tally } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** Likens one question to the registered ones of many documents. */
export class Likeness {
  readonly #index: ArticleIndex;
  readonly #weighing: Weighing;
  readonly #tally: Tally;
  /** Places of the keys that both questions have. */
  readonly #shared: number[] = [];

  constructor(index: ArticleIndex, weighing: Weighing) {
    this.#index = index;
    this.#weighing = weighing;
    this.#tally = new Tally(weighing);
  }

  /** Likeness of the question to the nearest one that the document lists, 0 to 1. */
  to(document: number): number {
    const { first } = this.#index.questions;
    const end = first[document + 1] ?? 0;
    let best = 0;
    for (let question = first[document] ?? end; question < end; question++)
      best = Math.max(best, this.#toQuestion(question, best));
    return best;
  }

  /** Harmonic mean of how much each of two questions holds of the other; 0 when that is less than `least`. */
  #toQuestion(question: number, least: number): number {
    const { idfs, questions, questionMasses } = this.#index;
    const { places, total } = this.#weighing;
    const shared = this.#shared;
    const end = questions.from[question + 1] ?? 0;
    let count = 0;
    let mass = 0;
    for (let row = questions.from[question] ?? end; row < end; row++) {
      const key = questions.keys[row] ?? 0;
      const place = places.find(key);
      if (place < 0) continue;
      mass += idfs[key] ?? 0;
      shared[count++] = place;
    }
    if (mass === 0) return 0;
    const back = mass / (questionMasses[question] ?? 0);
    // What it would be if all of the customer's question stood there; mostly that says enough.
    if ((2 * back) / (1 + back) < least) return 0;
    for (let at = 0; at < count; at++) this.#tally.add(shared[at] ?? 0);
    const there = this.#tally.found() / total;
    return there + back > 0 ? (2 * there * back) / (there + back) : 0;
  }
}
