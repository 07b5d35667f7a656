import type { Sums } from './sums.ts';

/** A document's number in the index and its score. */
export interface Scored {
  number: number;
  score: number;
}

/** The documents with the greatest scores above 0, best first; equal ones in the order of the index. */
export class Best {
  readonly #limit: number;
  readonly #numbers: number[] = [];
  readonly #scores: number[] = [];
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lowest score that is among them; 0 while there is room. */
  get bar(): number {
    return this.#count < this.#limit ? 0 : (this.#scores[this.#limit - 1] ?? 0);
  }

  add(number: number, score: number): void {
    if (score <= 0 || score < this.bar) return;
    let at = this.#count;
    while (at > 0 && this.#isBefore(number, score, at - 1)) at -= 1;
    if (at === this.#limit) return;
    const last = Math.min(this.#count, this.#limit - 1);
    for (let row = last; row > at; row--) {
      this.#numbers[row] = this.#numbers[row - 1] ?? 0;
      this.#scores[row] = this.#scores[row - 1] ?? 0;
    }
    this.#numbers[at] = number;
    this.#scores[at] = score;
    this.#count = last + 1;
  }

  #isBefore(number: number, score: number, row: number): boolean {
    const other = this.#scores[row] ?? 0;
    return score > other || (score === other && number < (this.#numbers[row] ?? 0));
  }

  toList(): Scored[] {
    const list: Scored[] = [];
    for (let row = 0; row < this.#count; row++)
      list.push({ number: this.#numbers[row] ?? 0, score: this.#scores[row] ?? 0 });
    return list;
  }
}

/** The best of the first `count` documents. */
export const bestOf = (
  { values }: Sums,
  { documents, count, limit }: { documents: Int32Array; count: number; limit: number },
): Best => {
  const best = new Best(limit);
  for (let at = 0; at < count; at++) {
    const document = documents[at] ?? 0;
    best.add(document, values[document] ?? 0);
  }
  return best;
};
