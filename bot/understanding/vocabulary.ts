import { Lexicon } from './lexicon.ts';

/**
 * Numbers for the keys of words and character grams. It only grows, and one index after the other shares
 * it, so that the term vectors of unchanged articles stay valid; a number never changes its meaning.
 */
export class Vocabulary {
  /** The words among the keys, by their readings. */
  readonly lexicon = new Lexicon();
  readonly #numbers = new Map<string, number>();
  readonly #keys: string[] = [];
  #grams = new Uint8Array(1024);

  get size(): number {
    return this.#keys.length;
  }

  /** The key's number, given now if it is new. */
  number(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const next = this.#keys.length;
    this.#numbers.set(key, next);
    this.#keys.push(key);
    if (isGramKey(key)) this.#markGram(next);
    return next;
  }

  /** The key's number, or -1 when nothing was ever indexed under it. */
  find(key: string): number {
    return this.#numbers.get(key) ?? -1;
  }

  /** 1 for each number whose key is a gram. */
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

  key(number: number): string {
    return this.#keys[number] ?? '';
  }
}

/** Grams live beside words under keys that no word can have. */
export const gramKey = (gram: string): string => `\u0000${gram}`;
export const isGramKey = (key: string): boolean => key.startsWith('\u0000');
