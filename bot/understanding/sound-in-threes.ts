import type { Feature } from './feature-table.ts';

const BITS = 7;
const KANA = (1 << BITS) - 1;
const THREE = (1 << (3 * BITS)) - 1;
const SPACE = 0x20;

/** How many numbers there are for three kana. */
export const THREES = THREE + 1;

/**
 * Numbers every three neighbouring kana of a reading as it goes on, without spaces: what is like them in
 * spite of other cuts and conversions. What is no kana may share a number.
 */
export class SoundInThrees {
  readonly #first: number;
  readonly #features: Feature[];
  #kana = 0;
  #last = 0;

  /**
   * @param first number of the first three; the others follow
   * @param features takes the numbers up
   */
  constructor(first: number, features: Feature[]) {
    this.#first = first;
    this.#features = features;
  }

  add(reading: string): void {
    for (let at = 0; at < reading.length; at++) {
      const code = reading.charCodeAt(at);
      if (code === SPACE) continue;
      this.#last = ((this.#last << BITS) | (code & KANA)) & THREE;
      this.#kana += 1;
      if (this.#kana >= 3) this.#features.push(this.#first + this.#last);
    }
  }
}
