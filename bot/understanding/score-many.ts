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

const partOf = (index: ArticleIndex, readings: readonly Weighted[]): Part => {
  const { from, peaks, otherReadings } = index;
  const part = { readings, most: 0, rows: 0, keys: 0 };
  let all = 0;
  for (const { keys, weight } of readings) {
    let most = 0;
    for (const key of keys) {
      most += weight * (peaks[key] ?? 0);
      part.rows += (from[key + 1] ?? 0) - (from[key] ?? 0);
    }
    part.keys += keys.length;
    part.most = Math.max(part.most, most);
    all += most;
  }
  part.most += otherReadings * (all - part.most);
  return part;
};

/** What a part adds to one document. */
const addedTo = (index: ArticleIndex, document: number, { readings }: Part): number => {
  let best = 0;
  let all = 0;
  for (const { keys, weight } of readings) {
    let sum = 0;
    for (const key of keys) {
      const row = rowOf(index, key, document);
      if (row >= 0) sum += weight * (index.impacts[row] ?? 0);
    }
    best = Math.max(best, sum);
    all += sum;
  }
  return best + index.otherReadings * (all - best);
};

/** What finding a document in a list costs, in rows of reading the list. Range 50–200. */
const LOOK_UP = 100;
/** What looking at a sum costs, in the same. Range 2–5. */
const LOOK_AT = 3;
/** Sums are compared with so much room for what rounding takes away. */
const ROUNDING = 1 - 1e-9;

/** The parts of a question that have not been added yet. */
class Rest {
  readonly #parts: readonly Part[];
  #done = 0;
  /** No document gets more than this from them. */
  most = 0;
  rows = 0;

  /** What can add most for each row that must be read comes first. */
  constructor(index: ArticleIndex, { grams, slots }: Query) {
    const parts = grams.map(({ key, weight }) => partOf(index, [{ keys: [key], weight }]));
    for (const { readings } of slots) parts.push(partOf(index, readings));
    this.#parts = parts.toSorted((a, b) => b.most * a.rows - a.most * b.rows);
    for (const { most, rows } of parts) {
      this.most += most;
      this.rows += rows;
    }
  }

  next(): Part | undefined {
    const part = this.#parts[this.#done];
    if (part === undefined) return undefined;
    this.#done += 1;
    this.most -= part.most;
    this.rows -= part.rows;
    return part;
  }
}

interface Task {
  room: Room;
  limit: number;
}

/** Those of the documents whose sum may still come up to `bar`. */
const within = ({ values }: Sums, documents: Int32Array, bar: number): Int32Array => {
  const left = new Int32Array(documents.length);
  let kept = 0;
  for (const document of documents) if ((values[document] ?? 0) >= bar * ROUNDING) left[kept++] = document;
  return left.subarray(0, kept);
};

const barAmong = ({ room: { all }, limit }: Task, documents: Int32Array): number =>
  bestOf(all, { documents, count: documents.length, limit }).bar;

/**
 * Adds up part by part until the others together cannot lift a document that has nothing yet among the best.
 * @returns the documents that may be among them
 */
const addUntilSettled = (index: ArticleIndex, rest: Rest, task: Task): Int32Array => {
  const { room } = task;
  const { all } = room;
  // Half of what was possible is a first guess of the bar, so that it is not sought in vain each time.
  let bar = rest.most / 2;
  for (let part = rest.next(); part !== undefined; part = rest.next()) {
    addReadings(index, part.readings, room);
    const touched = all.touched.subarray(0, all.count);
    if (rest.most >= bar || rest.rows <= all.count * LOOK_AT) continue;
    bar = barAmong(task, touched);
    if (rest.most < bar * ROUNDING) return within(all, touched, bar - rest.most);
  }
  return all.touched.subarray(0, all.count);
};

/** Adds a part to the documents that are left, in whichever way is shorter. */
const addToEach = (index: ArticleIndex, part: Part, left: Int32Array, room: Room): void => {
  if (part.rows < left.length * part.keys * LOOK_UP) {
    addReadings(index, part.readings, room);
    return;
  }
  const { values } = room.all;
  for (const document of left) values[document] = (values[document] ?? 0) + addedTo(index, document, part);
};

/** Leaves only some of the documents open. */
const openOnly = ({ open }: Room, documents: Int32Array): void => {
  open.fill(0);
  for (const document of documents) open[document] = 1;
};

/**
 * As `score`, where lists are long (MaxScore): what can add most for its length comes first, and as soon as the rest
 * cannot lift another article among the best, only those are looked at that may still be.
 */
export const scoreMany = (index: ArticleIndex, query: Query, task: Task): Scored[] => {
  const { room, limit } = task;
  const rest = new Rest(index, query);
  let left = addUntilSettled(index, rest, task);
  openOnly(room, left);
  for (let part = rest.next(); part !== undefined; part = rest.next()) {
    addToEach(index, part, left, room);
    if (left.length * LOOK_AT > rest.rows) continue;
    left = within(room.all, left, barAmong(task, left) - rest.most);
    openOnly(room, left);
  }
  const best = bestOf(room.all, { documents: left, count: left.length, limit });
  room.all.clear();
  room.open.fill(1);
  return best.toList();
};
