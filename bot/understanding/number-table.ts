const FREE = -1;
/** Numbers of a row in the hash table: key and place, side by side to be read at once. */
const WIDTH = 2;

/**
 * The places of many keys in a list. Low keys, as those of a vocabulary, have a table of their own: two bytes
 * or four for each, so that what a question looks up lies close together. The others are hashed.
 */
export class NumberTable {
  /** Place + 1 of each low key, 0 for none. */
  readonly #low: Uint16Array | Int32Array;
  readonly #high: Int32Array;
  readonly #mask: number;

  /** @param list each key once, all of them 0 or above and below 2^31; what is no number is passed over */
  constructor(list: readonly unknown[]) {
    const limit = list.length * 2;
    let low = 0;
    let high = 0;
    for (const key of list) {
      if (typeof key !== 'number') continue;
      if (key < limit) low = Math.max(low, key + 1);
      else high += 1;
    }
    this.#low = list.length < 0xffff ? new Uint16Array(low) : new Int32Array(low);
    // Two thirds full at most: a search for what is not there soon ends at a free row.
    let rows = 8;
    while (rows * 2 < high * 3) rows *= 2;
    this.#mask = rows - 1;
    this.#high = new Int32Array(rows * WIDTH).fill(FREE);
    for (const [place, key] of list.entries()) if (typeof key === 'number') this.#put(key, place);
  }

  /** The key's place in the list, or -1. */
  find(key: number): number {
    return key < this.#low.length ? (this.#low[key] ?? 0) - 1 : (this.#high[this.#row(key) + 1] ?? FREE);
  }

  #put(key: number, place: number): void {
    if (key < this.#low.length) {
      this.#low[key] = place + 1;
      return;
    }
    const row = this.#row(key);
    this.#high[row] = key;
    this.#high[row + 1] = place;
  }

  /** Row of a key, or of the free place where it belongs. */
  #row(key: number): number {
    let at = (Math.imul(key, 0x9e3779b1) >>> 12) & this.#mask;
    for (;;) {
      const found = this.#high[at * WIDTH];
      if (found === key || found === FREE) return at * WIDTH;
      at = (at + 1) & this.#mask;
    }
  }
}
