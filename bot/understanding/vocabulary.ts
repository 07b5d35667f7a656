import { Lexicon } from './lexicon.ts';

/** A gram of up to two code units as one number, which is found without making and hashing a text. */
const codeOf = (gram: string): number =>
  (gram.charCodeAt(0) << 16) | (gram.length > 1 ? gram.charCodeAt(1) : 0);

/**
 * Numbers for the keys of words and character grams. It only grows, and one index after the other shares
 * it, so that the term vectors of unchanged articles stay valid; a number never changes its meaning.
 */
export class Vocabulary {
  /** The words among the keys, by their readings. */
  readonly lexicon = new Lexicon();
  readonly #words = new Map<string, number>();
  readonly #shortGrams = new Map<number, number>();
  /** Grams with characters of two code units. */
  readonly #longGrams = new Map<string, number>();
  readonly #keys: string[] = [];
  #grams = new Uint8Array(1024);

  get size(): number {
    return this.#keys.length;
  }

  /** The word's number, given now if it is new. */
  number(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const next = this.#keys.length;
    this.#words.set(word, next);
    this.#keys.push(word);
    return next;
  }

  /** The gram's number, given now if it is new; not that of a word that is written like it. */
  numberOfGram(gram: string): number {
    const known = this.findGram(gram);
    if (known >= 0) return known;
    const next = this.#keys.length;
    if (gram.length > 2) this.#longGrams.set(gram, next);
    else this.#shortGrams.set(codeOf(gram), next);
    this.#keys.push(gram);
    this.#markGram(next);
    return next;
  }

  /** The word's number, or -1 when nothing was ever indexed under it. */
  find(word: string): number {
    return this.#words.get(word) ?? -1;
  }

  /** The gram's number, or -1. */
  findGram(gram: string): number {
    return (gram.length > 2 ? this.#longGrams.get(gram) : this.#shortGrams.get(codeOf(gram))) ?? -1;
  }

  /** 1 for each number that is a gram's. */
  get grams(): Uint8Array {
    return this.#grams;
  }

  #markGram(number: number): void {
    if (number >= this.#grams.length) {
      const wider = new Uint8Array(number * 2);
      wider.set(this.#grams);
      this.#grams = wider;
    }
    this.#grams[number] = 1;
  }

  /** The word or gram with this number. */
  key(number: number): string {
    return this.#keys[number] ?? '';
  }
}
