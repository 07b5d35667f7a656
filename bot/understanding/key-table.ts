import { zeros } from './zeros.ts';

/**
 * Numbers for keys (0 and above), in the order in which they come. An open hash table of numbers: a
 * question's is asked for every word of every registered question of the candidates.
 */
export class KeyTable {
  /** Key + 1 and its place, side by side; 0 where a row is free. */
  readonly #rows: number[];
  readonly #mask: number;
  #count = 0;

  /** @param most keys that it may have to hold */
  constructor(most: number) {
    // Half full at most: a search for what is not there soon ends at a free row.
    let rows = 8;
    while (rows < most * 2) rows *= 2;
    this.#mask = rows - 1;
    this.#rows = zeros(rows * 2);
  }

  get size(): number {
    return this.#count;
  }

  /** The key's place, given now if it is new. */
  placeOf(key: number): number {
    const row = this.#row(key);
    if (this.#rows[row] === 0) {
      this.#rows[row] = key + 1;
      this.#rows[row + 1] = this.#count++;
    }
    return this.#rows[row + 1] ?? 0;
  }

  /** The key's place, or -1. */
  find(key: number): number {
    const row = this.#row(key);
    return this.#rows[row] === 0 ? -1 : (this.#rows[row + 1] ?? 0);
  }

  /** Row of a key, or of the free place where it belongs. */
  #row(key: number): number {
    const wanted = key + 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 15) & this.#mask;
    for (;;) {
      const found = this.#rows[at * 2];
      if (found === wanted || found === 0) return at * 2;
      at = (at + 1) & this.#mask;
    }
  }
}
