/**
 * A double-array trie over the UTF-16 units of words. A step takes one look at one place: the four numbers
 * of a node lie together, since on a cold cache (other questions, other requests) each further place costs
 * more than all arithmetic. The trie of kuromoji, over UTF-8 bytes and in two arrays, takes six looks.
 */

/** Numbers of one node. Nodes are named by the place of their first number; the root is 0. */
const NODE = 4;
/** Log2 of `NODE`. */
export const NODE_SHIFT = 2;
/** The child for a unit lies at `(trie[node + BASE] + unit) << NODE_SHIFT`, if that node's parent is this one. */
export const BASE = 0;
export const PARENT = 1;
/** The entries of the word that ends at this node: the first one and how many (`COUNT_BITS`); 0 for none. */
export const ENTRIES = 2;
/** One bit (`bitOf`) for each unit that goes on from here: tells most that do not, without a look at a child. */
export const GOES_ON = 3;

/** Entries of one word: 20 at most in ipadic, 63 here; words: 300,000 and 30 million. */
export const COUNT_BITS = 6;
export const COUNT_MASK = (1 << COUNT_BITS) - 1;

/** Spreads neighbouring units (the kana, the kanji of one radical) over 32 bits; 2^32 divided by the golden ratio. */
export const bitOf = (unit: number): number => 1 << (Math.imul(unit, 0x9e3779b1) >>> 27);

const UNITS = 0x10000;

/** The trie before it has places: nodes in order of depth, so that the children of one lie together. */
interface Tree {
  unit: number[];
  /** Index of the word that ends here, or -1. */
  word: number[];
  firstChild: number[];
  children: number[];
}

/** Nodes by depth; each stands for the words from `low` up to `high`, which share their first units. */
const treeOf = (words: readonly string[]): Tree => {
  const tree: Tree = { unit: [0], word: [-1], firstChild: [], children: [] };
  let level = [{ low: 0, high: words.length }];
  for (let depth = 0; level.length > 0; depth++) {
    level = level.flatMap((range) => addChildren(tree, words, { ...range, depth }));
  }
  return tree;
};

interface Range {
  low: number;
  high: number;
}

const addChildren = (
  { unit, word, firstChild, children }: Tree,
  words: readonly string[],
  { low, high, depth }: Range & { depth: number },
): Range[] => {
  const node = firstChild.length;
  firstChild.push(unit.length);
  let from = low;
  if (words[from]?.length === depth) word[node] = from++;
  const ranges: Range[] = [];
  while (from < high) {
    const code = words[from]?.charCodeAt(depth) ?? 0;
    let to = from + 1;
    while (to < high && words[to]?.charCodeAt(depth) === code) to++;
    unit.push(code);
    word.push(-1);
    ranges.push({ low: from, high: to });
    from = to;
  }
  children.push(ranges.length);
  return ranges;
};

/** Finds places for the children of one node after the other: the first where all of them are free. */
class Places {
  #taken = new Uint8Array(2 * UNITS);
  /** Where the next first child may lie at the lowest. */
  #from = 0;
  #size = 0;

  /**
   * Large families come first. A family half as large starts again from the beginning, to fill what is left
   * between the larger ones; doing so for every size took four times as long and saved a sixth of the room.
   * @param units sorted
   * @returns the base
   */
  take(units: readonly number[]): number {
    const first = units[0] ?? 0;
    const size = Math.clz32(units.length);
    if (size !== this.#size) this.#from = 0;
    this.#size = size;
    let base = Math.max(0, this.#from - first);
    while (!this.#areFree(base, units)) base++;
    for (const unit of units) this.#put(base + unit);
    this.#from = base + first;
    return base;
  }

  #areFree(base: number, units: readonly number[]): boolean {
    for (let at = 0; at < units.length; at++) {
      if (this.#taken[base + (units[at] ?? 0)] === 1) return false;
    }
    return true;
  }

  #put(place: number): void {
    if (place >= this.#taken.length) {
      const wider = new Uint8Array(2 * place);
      wider.set(this.#taken);
      this.#taken = wider;
    }
    this.#taken[place] = 1;
  }
}

/**
 * @param words each once, in the order of their units (as `sort` without arguments leaves them), none empty
 * @param from word i has the entries `from[i]` up to `from[i + 1]`
 */
export const buildTrie = (words: readonly string[], from: Int32Array): Int32Array => {
  const tree = treeOf(words);
  const { unit, word, firstChild, children } = tree;
  const childrenOf = (node: number): number[] => {
    const first = firstChild[node] ?? 0;
    return Array.from({ length: children[node] ?? 0 }, (_, at) => first + at);
  };
  const bases = new Int32Array(unit.length);
  const places = new Int32Array(unit.length);
  const free = new Places();
  // The root comes first of all, so that its base is 0.
  const count = (node: number): number => children[node] ?? 0;
  const parents = [...children.keys()].filter((node) => node > 0 && count(node) > 0);
  for (const node of [0, ...parents.toSorted((a, b) => count(b) - count(a))]) {
    const own = childrenOf(node);
    const base = free.take(own.map((child) => unit[child] ?? 0));
    bases[node] = base;
    for (const child of own) places[child] = base + (unit[child] ?? 0);
  }
  // A look for any unit from any base stays inside: outside of an array every access would be slow.
  const trie = new Int32Array((bases.reduce((a, b) => Math.max(a, b), 0) + UNITS) * NODE).fill(-1);
  for (const node of unit.keys()) {
    const at = (places[node] ?? 0) * NODE;
    const own = word[node] ?? -1;
    const first = from[own] ?? 0;
    trie[at + BASE] = bases[node] ?? 0;
    trie[at + ENTRIES] = own < 0 ? 0 : (first << COUNT_BITS) + (from[own + 1] ?? 0) - first;
    trie[at + GOES_ON] = childrenOf(node).reduce((bits, child) => bits | bitOf(unit[child] ?? 0), 0);
    for (const child of childrenOf(node)) trie[(places[child] ?? 0) * NODE + PARENT] = at;
  }
  return trie;
};
