import type { Dictionary } from './dictionary.ts';
import { Lattice } from './lattice.ts';
import type { Cut, WordTable } from './lattice.ts';
import { BASE, bitOf, COUNT_BITS, COUNT_MASK, ENTRIES, GOES_ON, NODE_SHIFT, PARENT } from './surface-trie.ts';
import { COST, LEFT, RIGHT, WORD } from './word-columns.ts';

/**
 * kuromoji's way to cut a text, without its objects: the same dictionary, the same costs and the same order
 * among equals, so the cuts are kuromoji's own (a test compares them).
 */

/** A word added to the lattice by its owner: domain words. */
export interface ExtraWord {
  surface: string;
  /** ipadic's connection ids. */
  left: number;
  right: number;
  cost: number;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

export class Segmenter {
  readonly #dictionary: Dictionary;
  readonly #lattice: Lattice;
  readonly #known: WordTable;
  readonly #own: WordTable;
  readonly #extra: readonly ExtraWord[];
  /** 1 for the first unit of each extra word: most places of a text begin none. */
  readonly #beginsExtra = new Uint8Array(0x10000);
  readonly #extraByFirst = new Map<number, number[]>();

  // One for each UTF-16 unit of the text.
  #codes = new Uint16Array(256);
  #classes = new Uint8Array(256);
  /** Where the run of its character class ends. */
  #groupEnd = new Int32Array(256);
  #length = 0;

  constructor(dictionary: Dictionary, extra: readonly ExtraWord[] = []) {
    this.#dictionary = dictionary;
    this.#lattice = new Lattice(dictionary.connections);
    this.#extra = extra;
    const { numbers } = dictionary.connections;
    const table = new Int16Array(extra.length * WORD);
    this.#known = { table: dictionary.words, first: 0 };
    this.#own = { table, first: dictionary.words.length / WORD };
    for (const [index, { surface, left, right, cost }] of extra.entries()) {
      table[index * WORD + LEFT] = numbers[left] ?? 0;
      table[index * WORD + RIGHT] = numbers[right] ?? 0;
      table[index * WORD + COST] = cost;
      const first = surface.charCodeAt(0);
      this.#beginsExtra[first] = 1;
      this.#extraByFirst.set(first, [...(this.#extraByFirst.get(first) ?? []), index]);
    }
  }

  /**
   * The words of a text without control characters and lone surrogates, in order, without gaps. Their
   * numbers are rows of the dictionary's words; those of extra words follow.
   */
  cut(text: string): Cut[] {
    const { length } = text;
    if (length === 0) return [];
    this.#read(text);
    const lattice = this.#lattice;
    lattice.begin(length);
    for (let at = 0; at < length; at++) {
      if (!lattice.moveTo(at)) continue;
      const known = this.#addKnown(at);
      this.#addUnknown(at, known);
      if (this.#beginsExtra[this.#codes[at] ?? 0] === 1) this.#addExtra(text, at);
    }
    return lattice.path(length);
  }

  /** From right to left, so that finding the ends of groups is linear. */
  #read(text: string): void {
    const { length } = text;
    if (length > this.#codes.length) this.#grow(length * 2);
    this.#length = length;
    const { of, fallback } = this.#dictionary.classes;
    let nextClass = -1;
    let groupEnd = length;
    for (let at = length - 1; at >= 0; at--) {
      const code = text.charCodeAt(at);
      this.#codes[at] = code;
      const isTail = at > 0 && isHighSurrogate(text.charCodeAt(at - 1));
      if (isTail) continue;
      const isPair = isHighSurrogate(code);
      const own = isPair ? fallback : (of[code] ?? fallback);
      if (own !== nextClass) groupEnd = at + (isPair ? 2 : 1);
      nextClass = own;
      this.#classes[at] = own;
      this.#groupEnd[at] = groupEnd;
    }
  }

  /** @returns whether the dictionary knows a word that starts here */
  #addKnown(at: number): boolean {
    const { trie } = this.#dictionary;
    const codes = this.#codes;
    let found = false;
    let node = 0;
    for (let end = at; end < this.#length;) {
      const unit = codes[end] ?? 0;
      if (((trie[node + GOES_ON] ?? 0) & bitOf(unit)) === 0) break;
      const child = ((trie[node + BASE] ?? 0) + unit) << NODE_SHIFT;
      if (trie[child + PARENT] !== node) break;
      node = child;
      end += 1;
      const entries = trie[node + ENTRIES] ?? 0;
      if (entries === 0) continue;
      found = true;
      const first = entries >> COUNT_BITS;
      this.#lattice.add(end, this.#known, first, first + (entries & COUNT_MASK));
    }
    return found;
  }

  #addUnknown(at: number, known: boolean): void {
    const { classes } = this.#dictionary;
    const own = this.#classes[at] ?? 0;
    if (known && classes.always[own] !== 1) return;
    const single = at + (isHighSurrogate(this.#codes[at] ?? 0) ? 2 : 1);
    const end = classes.grouping[own] === 1 ? (this.#groupEnd[at] ?? single) : single;
    this.#lattice.add(end, this.#known, classes.words[own] ?? 0, classes.words[own + 1] ?? 0);
  }

  #addExtra(text: string, at: number): void {
    for (const index of this.#extraByFirst.get(this.#codes[at] ?? 0) ?? []) {
      const surface = this.#extra[index]?.surface ?? '';
      if (!text.startsWith(surface, at)) continue;
      this.#lattice.add(at + surface.length, this.#own, index, index + 1);
    }
  }

  #grow(capacity: number): void {
    this.#codes = new Uint16Array(capacity);
    this.#classes = new Uint8Array(capacity);
    this.#groupEnd = new Int32Array(capacity);
  }
}
