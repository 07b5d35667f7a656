/** Bits of the filter, a power of two. With 50,000 phrases one of 20 others passes; range 2^18–2^22. */
const BITS = 2 ** 20;

/** The number of the empty text; `goOn` takes it further, character by character. */
export const NOTHING = 7;

export const goOnWith = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;

/** The number of a text that goes on with another one: no joined text is needed to look it up. */
export const goOn = (hash: number, text: string): number => {
  let next = hash;
  for (let at = 0; at < text.length; at++) next = goOnWith(next, text.charCodeAt(at));
  return next;
};

/**
 * Tells at once that a phrase is none of the many that were added (a Bloom filter with one bit each).
 * A question holds a hundred stretches that might be a phrase and three that are; making and hashing
 * texts for all of them cost more than all other reading of it.
 */
export class PhraseFilter {
  readonly #bits = new Uint32Array(BITS / 32);

  /** Knows what any of several knows: one look instead of one for each. */
  static of(filters: readonly PhraseFilter[]): PhraseFilter {
    const all = new PhraseFilter();
    for (const filter of filters) all.#addAll(filter.#bits);
    return all;
  }

  #addAll(bits: Uint32Array): void {
    for (let at = 0; at < bits.length; at++) this.#bits[at] = (this.#bits[at] ?? 0) | (bits[at] ?? 0);
  }

  add(text: string): void {
    const bit = this.#bitOf(goOn(NOTHING, text));
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  /** False only if no text with this number was added. */
  mayHave(hash: number): boolean {
    const bit = this.#bitOf(hash);
    return (((this.#bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  #bitOf(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 11) & (BITS - 1);
  }
}
