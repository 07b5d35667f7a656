/**
 * What it costs that one word follows another. Of 1,316 connection ids a text uses two hundred, and which
 * ones can be told from the dictionary; they are numbered first and their costs lie together in a corner of
 * 128 KB, so that questions find them in the cache. The whole table has 3.5 MB.
 */
export interface Connections {
  /** Cost of the later word's left number and the earlier one's right number, at `columnOf(right) + rowOf(left)`. */
  costs: Int16Array;
  /** Lowest cost for each left number. */
  cheapest: Int16Array;
  /** The number of each of ipadic's ids. */
  numbers: Int16Array;
}

/** A column of the table holds the costs of 2^8 right numbers for every left one. */
const COLUMN_BITS = 8;
const COLUMN = 1 << COLUMN_BITS;

export const rowOf = (left: number): number => left << COLUMN_BITS;
/** @param width how many ids there are */
export const columnOf = (right: number, width: number): number =>
  (right >> COLUMN_BITS) * (width << COLUMN_BITS) + (right & (COLUMN - 1));

/** Of 100 characters in a text, how many are of a script, and how many different ones share them; roughly. */
const SCRIPTS: readonly { first: number; last: number; share: number; different: number }[] = [
  { first: 0x20, last: 0x7e, share: 5, different: 60 },
  { first: 0x3041, last: 0x3096, share: 50, different: 60 },
  { first: 0x30a1, last: 0x30fc, share: 15, different: 60 },
  { first: 0x4e00, last: 0x9fff, share: 30, different: 1500 },
];
const OTHER_CHARACTERS = 0.00001;

const likelihoods = new Float64Array(0x10000).fill(OTHER_CHARACTERS);
for (const { first, last, share, different } of SCRIPTS) {
  likelihoods.fill(share / 100 / different, first, last + 1);
}

/** How likely it is that a place of a text begins with this surface. */
export const likelihoodOf = (surface: string): number => {
  let likelihood = 1;
  for (let at = 0; at < surface.length; at++) likelihood *= likelihoods[surface.charCodeAt(at)] ?? 0;
  return likelihood;
};
/** The same for each kind of unknown word. Nothing but speed depends on these. */
export const UNKNOWN_LIKELIHOOD = 0.001;

/**
 * Numbers the ids by how often a text uses them.
 * @param use how often words of each id are tried at a place of a text
 * @param source ipadic's table: `source[right * width + left]`
 */
export const connectionsOf = (source: Int16Array, use: Float64Array): Connections => {
  const width = use.length;
  const numbers = new Int16Array(width);
  const ids = [...use.keys()].toSorted((a, b) => (use[b] ?? 0) - (use[a] ?? 0));
  for (const [number, id] of ids.entries()) numbers[id] = number;
  const costs = new Int16Array(columnOf(Math.ceil(width / COLUMN) * COLUMN, width));
  const cheapest = new Int16Array(width).fill(0x7fff);
  for (const [left, leftId] of ids.entries()) {
    for (const [right, rightId] of ids.entries()) {
      const cost = source[rightId * width + leftId] ?? 0;
      costs[columnOf(right, width) + rowOf(left)] = cost;
      cheapest[left] = Math.min(cheapest[left] ?? 0, cost);
    }
  }
  return { costs, cheapest, numbers };
};
