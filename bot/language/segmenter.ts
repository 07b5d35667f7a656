import type { Dictionary, WordTable } from './dictionary.ts';

/**
 * The cheapest way through kuromoji's lattice, without its objects: the same dictionary, the same costs
 * and the same order among equals, so the cuts are kuromoji's own (a test compares them), at a tenth of
 * the time. Two things make the difference: surfaces are looked up byte by byte in the trie instead of
 * copying the rest of the text for every position, and of all words that end at a place with the same
 * right id only the cheapest is kept, since the others can never win.
 */

/** A word added to the lattice by its owner: domain words. */
export interface ExtraWord {
  surface: string;
  left: number;
  right: number;
  cost: number;
}

/** One word of the best path; offsets in UTF-16 units of the text. */
export interface Cut {
  start: number;
  end: number;
  kind: 'known' | 'unknown' | 'extra';
  /** Row in the dictionary's table of that kind, or index in the extra words. */
  word: number;
}

const KNOWN = 0;
const UNKNOWN = 1;
const EXTRA = 2;
const KINDS = ['known', 'unknown', 'extra'] as const;
const NONE = -1;
const INFINITE = 0x7fffffff;

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

export class Segmenter {
  readonly #dictionary: Dictionary;
  readonly #extra: readonly ExtraWord[];
  readonly #extraByFirst = new Map<number, number[]>();
  /** Node of the trie after one whole character, found on first use. 0: not looked up yet. */
  readonly #first = new Int32Array(0x10000);

  // One row for each node of the lattice.
  #size = 0;
  #capacity = 1024;
  #start = new Int32Array(this.#capacity);
  #kind = new Uint8Array(this.#capacity);
  #word = new Int32Array(this.#capacity);
  #right = new Int32Array(this.#capacity);
  #total = new Int32Array(this.#capacity);
  #previous = new Int32Array(this.#capacity);
  #order = new Int32Array(this.#capacity);
  #nextAtEnd = new Int32Array(this.#capacity);

  // One row for each position of the text.
  #lastAtEnd = new Int32Array(512);
  #groupEnd = new Int32Array(512);

  // The best predecessor for a left id at the present position, valid where the stamp is the present one.
  readonly #stamp: Int32Array;
  readonly #bestTotal: Int32Array;
  readonly #bestNode: Int32Array;
  #now = 0;
  #created = 0;

  constructor(dictionary: Dictionary, extra: readonly ExtraWord[] = []) {
    this.#dictionary = dictionary;
    this.#extra = extra;
    extra.forEach((word, index) => {
      const first = word.surface.charCodeAt(0);
      const list = this.#extraByFirst.get(first) ?? [];
      this.#extraByFirst.set(first, [...list, index]);
    });
    this.#stamp = new Int32Array(dictionary.width);
    this.#bestTotal = new Int32Array(dictionary.width);
    this.#bestNode = new Int32Array(dictionary.width);
  }

  /** The words of a text without control characters and lone surrogates, in order, without gaps. */
  cut(text: string): Cut[] {
    const length = text.length;
    if (length === 0) return [];
    this.#begin(text);
    for (let at = 0; at < length; at++) {
      if (this.#lastAtEnd[at] === NONE) continue;
      this.#now += 1;
      const known = this.#addKnown(text, at);
      this.#addUnknown(text, at, known);
      this.#addExtra(text, at);
    }
    this.#now += 1;
    return this.#path(this.#bestBefore(length, 0), length);
  }

  #begin(text: string): void {
    const length = text.length;
    if (this.#lastAtEnd.length <= length) {
      this.#lastAtEnd = new Int32Array(length * 2);
      this.#groupEnd = new Int32Array(length * 2);
    }
    this.#lastAtEnd.fill(NONE, 0, length + 1);
    this.#size = 1;
    this.#right[0] = 0;
    this.#total[0] = 0;
    this.#nextAtEnd[0] = NONE;
    this.#lastAtEnd[0] = 0;
    if (this.#now > 0x3fffffff) {
      this.#stamp.fill(0);
      this.#now = 0;
    }
    this.#created = 0;
    this.#findGroups(text);
  }

  #classAt(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const { of, fallback } = this.#dictionary.classes;
    return isHighSurrogate(code) ? fallback : (of[code] ?? fallback);
  }

  /** For each position, where the run of its character class ends; from right to left, so linear. */
  #findGroups(text: string): void {
    let nextClass = NONE;
    let nextEnd = text.length;
    for (let at = text.length - 1; at >= 0; at--) {
      const isTail = at > 0 && isHighSurrogate(text.charCodeAt(at - 1));
      if (isTail) continue;
      const own = this.#classAt(text, at);
      const width = isHighSurrogate(text.charCodeAt(at)) ? 2 : 1;
      nextEnd = own === nextClass ? nextEnd : at + width;
      nextClass = own;
      this.#groupEnd[at] = nextEnd;
    }
  }

  /** @returns whether the dictionary knows a word that starts here */
  #addKnown(text: string, at: number): boolean {
    const { base, check } = this.#dictionary.trie;
    let found = false;
    let node = this.#firstNode(text.charCodeAt(at));
    for (let end = at + 1; node !== NONE; end++) {
      const leaf = base[node] ?? 0;
      if (check[leaf] === node) {
        this.#addRows(this.#dictionary.known, -(base[leaf] ?? 0) - 1, KNOWN, at, end);
        found = true;
      }
      if (end >= text.length) break;
      node = this.#step(node, text.charCodeAt(end));
    }
    return found;
  }

  #firstNode(code: number): number {
    const known = this.#first[code] ?? 0;
    if (known !== 0) return known;
    const node = this.#step(0, code);
    this.#first[code] = node;
    return node;
  }

  /** The trie node after one more UTF-16 unit, whose UTF-8 bytes are walked without being stored. */
  #step(node: number, code: number): number {
    if (code < 0x80) return this.#child(node, code);
    if (code < 0x800) return this.#child(this.#child(node, (code >>> 6) | 0xc0), (code & 0x3f) | 0x80);
    const first = this.#child(node, (code >>> 12) | 0xe0);
    return this.#child(this.#child(first, ((code >>> 6) & 0x3f) | 0x80), (code & 0x3f) | 0x80);
  }

  #child(node: number, byte: number): number {
    if (node === NONE) return NONE;
    const { base, check } = this.#dictionary.trie;
    const child = (base[node] ?? 0) + byte;
    return check[child] === node ? child : NONE;
  }

  #addUnknown(text: string, at: number, known: boolean): void {
    const { always, grouping } = this.#dictionary.classes;
    const own = this.#classAt(text, at);
    if (known && always[own] !== 1) return;
    const single = at + (isHighSurrogate(text.charCodeAt(at)) ? 2 : 1);
    const end = grouping[own] === 1 ? (this.#groupEnd[at] ?? single) : single;
    this.#addRows(this.#dictionary.unknown, own, UNKNOWN, at, end);
  }

  #addExtra(text: string, at: number): void {
    for (const index of this.#extraByFirst.get(text.charCodeAt(at)) ?? []) {
      const word = this.#extra[index];
      if (!word || !text.startsWith(word.surface, at)) continue;
      this.#add(at, at + word.surface.length, EXTRA, index, word.left, word.right, word.cost);
    }
  }

  #addRows(table: WordTable, key: number, kind: number, at: number, end: number): void {
    const last = table.from[key + 1] ?? 0;
    for (let index = table.from[key] ?? 0; index < last; index++) {
      const row = table.rows[index] ?? 0;
      this.#add(at, end, kind, row, table.left[row] ?? 0, table.right[row] ?? 0, table.cost[row] ?? 0);
    }
  }

  #add(at: number, end: number, kind: number, word: number, left: number, right: number, cost: number): void {
    const before = this.#bestBefore(at, left);
    const total = (this.#bestTotal[left] ?? 0) + cost;
    let node = this.#lastAtEnd[end] ?? NONE;
    while (node !== NONE && this.#right[node] !== right) node = this.#nextAtEnd[node] ?? NONE;
    if (node !== NONE && (this.#total[node] ?? 0) <= total) return;
    if (node === NONE) {
      node = this.#allocate();
      this.#nextAtEnd[node] = this.#lastAtEnd[end] ?? NONE;
      this.#lastAtEnd[end] = node;
    }
    this.#start[node] = at;
    this.#kind[node] = kind;
    this.#word[node] = word;
    this.#right[node] = right;
    this.#total[node] = total;
    this.#previous[node] = before;
    this.#order[node] = ++this.#created;
  }

  /** The cheapest node that ends at `at` for a successor with this left id; its total is in `#bestTotal`. */
  #bestBefore(at: number, left: number): number {
    if (this.#stamp[left] === this.#now) return this.#bestNode[left] ?? NONE;
    const { costs, width } = this.#dictionary;
    let best = NONE;
    let lowest = INFINITE;
    for (let node = this.#lastAtEnd[at] ?? NONE; node !== NONE; node = this.#nextAtEnd[node] ?? NONE) {
      const total = (this.#total[node] ?? 0) + (costs[(this.#right[node] ?? 0) * width + left + 2] ?? 0);
      const wins =
        total < lowest || (total === lowest && (this.#order[node] ?? 0) < (this.#order[best] ?? 0));
      if (wins) {
        lowest = total;
        best = node;
      }
    }
    this.#stamp[left] = this.#now;
    this.#bestTotal[left] = lowest;
    this.#bestNode[left] = best;
    return best;
  }

  #path(last: number, length: number): Cut[] {
    const path: Cut[] = [];
    let end = length;
    for (let node = last; node > 0; node = this.#previous[node] ?? 0) {
      const start = this.#start[node] ?? 0;
      path.push({
        start,
        end,
        kind: KINDS[this.#kind[node] ?? KNOWN] ?? 'known',
        word: this.#word[node] ?? 0,
      });
      end = start;
    }
    return path.toReversed();
  }

  #allocate(): number {
    if (this.#size === this.#capacity) this.#grow();
    return this.#size++;
  }

  #grow(): void {
    this.#capacity *= 2;
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(this.#capacity);
      grown.set(old);
      return grown;
    };
    const kind = new Uint8Array(this.#capacity);
    kind.set(this.#kind);
    this.#kind = kind;
    this.#start = wider(this.#start);
    this.#word = wider(this.#word);
    this.#right = wider(this.#right);
    this.#total = wider(this.#total);
    this.#previous = wider(this.#previous);
    this.#order = wider(this.#order);
    this.#nextAtEnd = wider(this.#nextAtEnd);
  }
}
