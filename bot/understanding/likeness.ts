import type { ArticleIndex } from './article-index.ts';
import { Tally } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** Likens one question to the registered ones of many documents. */
export class Likeness {
  readonly #index: ArticleIndex;
  readonly #weighing: Weighing;
  readonly #tally: Tally;

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
    for (let question = first[document] ?? end; question < end; question++) {
      const likeness = this.#toQuestion(question);
      if (likeness > best) best = likeness;
    }
    return best;
  }

  /** Harmonic mean of how much each of two questions holds of the other. */
  #toQuestion(question: number): number {
    const { idfs, questions, questionMasses } = this.#index;
    const { places, total } = this.#weighing;
    const end = questions.from[question + 1] ?? 0;
    let shared = 0;
    for (let row = questions.from[question] ?? end; row < end; row++) {
      const key = questions.keys[row] ?? 0;
      const place = places.find(key);
      if (place < 0) continue;
      shared += idfs[key] ?? 0;
      this.#tally.add(place);
    }
    if (shared === 0) return 0;
    const there = this.#tally.found() / total;
    const back = shared / (questionMasses[question] ?? 0);
    return there + back > 0 ? (2 * there * back) / (there + back) : 0;
  }
}
