import type { ArticleIndex } from './article-index.ts';
import { bestOf } from './best.ts';
import type { Scored } from './best.ts';
import { rowOf } from './postings.ts';
import type { Query } from './query.ts';
import { addReadings } from './sums.ts';
import type { Room, Sums, Weighted } from './sums.ts';

/** What is added to a document's sum at once: the best of a slot's readings, or one gram. */
interface Part {
  readings: readonly Weighted[];
  /** No document gets more than this. */
  most: number;
  /** Rows to be read, and keys to be looked up for one document. */
  rows: number;
  keys: number;
}

const partOf = ({ from, peaks }: ArticleIndex, readings: readonly Weighted[]): Part => {
  const part = { readings, most: 0, rows: 0, keys: 0 };
  for (const { keys, weight } of readings) {
    let most = 0;
    for (const key of keys) {
      most += weight * (peaks[key] ?? 0);
      part.rows += (from[key + 1] ?? 0) - (from[key] ?? 0);
    }
    part.keys += keys.length;
    part.most = Math.max(part.most, most);
  }
  return part;
};

/** What a part adds to one document. */
const addedTo = (index: ArticleIndex, document: number, { readings }: Part): number => {
  let best = 0;
  for (const { keys, weight } of readings) {
    let sum = 0;
    for (const key of keys) {
      const row = rowOf(index, key, document);
      if (row >= 0) sum += weight * (index.impacts[row] ?? 0);
    }
    best = Math.max(best, sum);
  }
  return best;
};

/** What finding a document in a list costs, in rows of reading the list. Range 10–50. */
const LOOK_UP = 20;
/** Sums are compared with so much room for what rounding takes away. */
const ROUNDING = 1 - 1e-9;

/** The parts of a question that have not been added yet. */
class Rest {
  readonly #parts: readonly Part[];
  #done = 0;
  /** No document gets more than this from them. */
  most = 0;
  rows = 0;
  keys = 0;

  /** The parts that can add most come first. */
  constructor(index: ArticleIndex, { grams, slots }: Query) {
    const parts = grams.map(({ key, weight }) => partOf(index, [{ keys: [key], weight }]));
    for (const { readings } of slots) parts.push(partOf(index, readings));
    this.#parts = parts.toSorted((a, b) => b.most - a.most);
    for (const { most, rows, keys } of parts) {
      this.most += most;
      this.rows += rows;
      this.keys += keys;
    }
  }

  next(): Part | undefined {
    const part = this.#parts[this.#done];
    if (part === undefined) return undefined;
    this.#done += 1;
    this.most -= part.most;
    this.rows -= part.rows;
    this.keys -= part.keys;
    return part;
  }
}

/** Those of the first `count` documents whose sum may still come up to `bar`. */
const within = ({ values }: Sums, documents: Int32Array, count: number, bar: number): Int32Array => {
  const left = new Int32Array(count);
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const document = documents[at] ?? 0;
    if ((values[document] ?? 0) >= bar * ROUNDING) left[kept++] = document;
  }
  return left.subarray(0, kept);
};

/**
 * Adds up part by part until the others cannot lift a document that has nothing yet among the best, and
 * few are left that may be among them.
 * @returns those few, or all that have something when the parts ended first
 */
const addUntilFew = (index: ArticleIndex, rest: Rest, { room, limit }: Task): Int32Array => {
  const { all } = room;
  // Half of what was possible is a first guess of the bar, so that it is not sought in vain each time.
  let bar = rest.most / 2;
  for (let part = rest.next(); part !== undefined; part = rest.next()) {
    addReadings(index, part.readings, room);
    // To find the bar costs a look at every document that has something.
    if (rest.most >= bar || rest.rows <= all.count) continue;
    ({ bar } = bestOf(all, { documents: all.touched, count: all.count, limit }));
    if (rest.most >= bar * ROUNDING) continue;
    const left = within(all, all.touched, all.count, bar - rest.most);
    if (left.length * rest.keys * LOOK_UP < rest.rows) return left;
  }
  return all.touched.subarray(0, all.count);
};

interface Task {
  room: Room;
  limit: number;
}

/**
 * As `score`, where lists are long (MaxScore): what can add most comes first, and as soon as the rest
 * cannot lift another article among the best, only the few are looked up that may still be.
 */
export const scoreMany = (index: ArticleIndex, query: Query, task: Task): Scored[] => {
  const { all } = task.room;
  const { limit } = task;
  const rest = new Rest(index, query);
  let left = addUntilFew(index, rest, task);
  for (let part = rest.next(); part !== undefined; part = rest.next()) {
    for (const document of left)
      all.values[document] = (all.values[document] ?? 0) + addedTo(index, document, part);
    const { bar } = bestOf(all, { documents: left, count: left.length, limit });
    left = within(all, left, left.length, bar - rest.most);
  }
  const best = bestOf(all, { documents: left, count: left.length, limit });
  all.clear();
  return best.toList();
};
