import * as fc from 'fast-check';
import {
  BASE,
  bitOf,
  buildTrie,
  COUNT_BITS,
  COUNT_MASK,
  ENTRIES,
  GOES_ON,
  NODE_SHIFT,
  PARENT,
} from '../../bot/language/surface-trie.ts';

/** The child of a node for a unit, or -1. The bits may promise too much, never too little. */
const childOf = (trie: Int32Array, node: number, unit: number): number => {
  const child = ((trie[node + BASE] ?? 0) + unit) << NODE_SHIFT;
  const isPromised = ((trie[node + GOES_ON] ?? 0) & bitOf(unit)) !== 0;
  return isPromised && trie[child + PARENT] === node ? child : -1;
};

/** The first entry of a word and how many it has; none where the trie does not have the word. */
const find = (trie: Int32Array, surface: string): { first: number; count: number } => {
  let node = 0;
  for (let at = 0; at < surface.length && node >= 0; at++) node = childOf(trie, node, surface.charCodeAt(at));
  const entries = trie[node + ENTRIES] ?? 0;
  return node < 0 ? { first: 0, count: 0 } : { first: entries >> COUNT_BITS, count: entries & COUNT_MASK };
};

const word = fc.string({
  unit: fc.constantFrom(...'あいうカー給与明細aZ9\uffff'),
  minLength: 1,
  maxLength: 5,
});
const words = fc.uniqueArray(word, { maxLength: 60 }).map((list) => list.toSorted());

/** One entry for the first word, two for the second and so on up to five. */
const starts = (count: number): Int32Array => {
  const from = new Int32Array(count + 1);
  for (let index = 0; index < count; index++) from[index + 1] = (from[index] ?? 0) + (index % 5) + 1;
  return from;
};

test('a trie has every word with its entries, and no other', () => {
  fc.assert(
    fc.property(words, fc.array(word), (known, others) => {
      const from = starts(known.length);
      const trie = buildTrie(known, from);
      expect(known.map((surface) => find(trie, surface))).toEqual(
        known.map((_, index) => ({ first: from[index], count: (index % 5) + 1 })),
      );
      const unknown = others.filter((other) => !known.includes(other));
      expect(unknown.filter((other) => find(trie, other).count > 0)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
