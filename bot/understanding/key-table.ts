const EMPTY = -1;

/**
 * Numbers for a question's keys, in the order in which they come. An open hash table of numbers: it is
 * asked for every word of every registered question of the candidates, most of which it does not have.
 */
export class KeyTable {
  readonly #keys: Int32Array;
  readonly #places: Int32Array;
  readonly #mask: number;
  #count = 0;

  /** @param most keys that it may have to hold */
  constructor(most: number) {
    // A quarter full at most: a search for what is not there mostly ends at the first row.
    let rows = 8;
    while (rows < most * 4) rows *= 2;
    this.#mask = rows - 1;
    this.#keys = new Int32Array(rows).fill(EMPTY);
    this.#places = new Int32Array(rows);
  }

  /** The key's place, given now if it is new. */
  placeOf(key: number): number {
    const row = this.#row(key);
    if (this.#keys[row] === key) return this.#places[row] ?? EMPTY;
    const place = this.#count++;
    this.#keys[row] = key;
    this.#places[row] = place;
    return place;
  }

  /** The key's place, or -1. */
  find(key: number): number {
    const row = this.#row(key);
    return this.#keys[row] === key ? (this.#places[row] ?? EMPTY) : EMPTY;
  }

  /** Row of a key, or of the free place where it belongs. */
  #row(key: number): number {
    let row = (Math.imul(key, 0x9e3779b1) >>> 15) & this.#mask;
    while (this.#keys[row] !== EMPTY && this.#keys[row] !== key) row = (row + 1) & this.#mask;
    return row;
  }
}
