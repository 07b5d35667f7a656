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
  /** The words from `low` up to `high` share their first units. */
  low: number[];
  high: number[];
  /** Index of the word that ends here, or -1. */
  word: number[];
  firstChild: number[];
  lastChild: number[];
}

const treeOf = (words: readonly string[]): Tree => {
  const tree: Tree = { unit: [0], low: [0], high: [words.length], word: [], firstChild: [], lastChild: [] };
  let depth = 0;
  for (let node = 0, nextDepth = 1; node < tree.unit.length; node++) {
    if (node === nextDepth) {
      depth += 1;
      nextDepth = tree.unit.length;
    }
    addChildren(tree, words, { node, depth });
  }
  return tree;
};

const addChildren = (
  tree: Tree,
  words: readonly string[],
  { node, depth }: { node: number; depth: number },
): void => {
  let from = tree.low[node] ?? 0;
  const high = tree.high[node] ?? 0;
  const endsHere = words[from]?.length === depth;
  tree.word.push(endsHere ? from : -1);
  tree.firstChild.push(tree.unit.length);
  if (endsHere) from += 1;
  while (from < high) {
    const unit = words[from]?.charCodeAt(depth) ?? 0;
    let to = from + 1;
    while (to < high && words[to]?.charCodeAt(depth) === unit) to++;
    tree.unit.push(unit);
    tree.low.push(from);
    tree.high.push(to);
    from = to;
  }
  tree.lastChild.push(tree.unit.length);
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
  const bases = basesOf(tree);
  // A look for any unit from any base stays inside: outside of an array every access would be slow.
  const trie = new Int32Array((bases.reduce((a, b) => Math.max(a, b), 0) + UNITS) * NODE).fill(-1);
  const places = new Int32Array(bases.length);
  for (let node = 0; node < bases.length; node++) {
    const at = (places[node] ?? 0) * NODE;
    const base = bases[node] ?? 0;
    const word = tree.word[node] ?? -1;
    const first = from[word] ?? 0;
    trie[at + BASE] = base;
    trie[at + ENTRIES] = word < 0 ? 0 : (first << COUNT_BITS) + (from[word + 1] ?? 0) - first;
    let goesOn = 0;
    const last = tree.lastChild[node] ?? 0;
    for (let child = tree.firstChild[node] ?? 0; child < last; child++) {
      const unit = tree.unit[child] ?? 0;
      goesOn |= bitOf(unit);
      places[child] = base + unit;
      trie[(base + unit) * NODE + PARENT] = at;
    }
    trie[at + GOES_ON] = goesOn;
  }
  return trie;
};

function basesOf({ unit, firstChild, lastChild }: Tree): Int32Array {
  const bases = new Int32Array(unit.length);
  const free = new Places();
  const count = (node: number): number => (lastChild[node] ?? 0) - (firstChild[node] ?? 0);
  const parents = [...unit.keys()].filter((node) => node > 0 && count(node) > 0);
  // The root comes first of all, so that its base is 0.
  for (const node of [0, ...parents.toSorted((a, b) => count(b) - count(a))]) {
    bases[node] = free.take(unit.slice(firstChild[node], lastChild[node]));
  }
  return bases;
}
