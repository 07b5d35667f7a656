import type { Pause } from './article-index.ts';
import { IntList } from './int-list.ts';

/** Which documents have each key. Rows of key k: from `from[k]` up to `from[k + 1]`. */
export interface Postings {
  readonly from: Int32Array;
  /** Numbers of the documents, rising within a key. */
  readonly docs: Int32Array;
  /** Occurrences by field, packed (`countIn`); parallel to `docs`. */
  readonly counts: Int32Array;
}

/** Row of a document among those of a key, or -1. */
export const rowOf = ({ from, docs }: Pick<Postings, 'from' | 'docs'>, key: number, doc: number): number => {
  let low = from[key] ?? 0;
  let high = (from[key + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = docs[middle] ?? 0;
    if (found === doc) return middle;
    if (found < doc) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

/** Documents looked for one by one in a list that is so many times as long; shorter ones are read through. */
const LONG = 16;

/**
 * Finds the rows of several documents among those of a key, or -1 for each.
 * @param documents in rising order
 * @param rows takes them up, from `place` on
 */
export const findRows = (
  postings: Pick<Postings, 'from' | 'docs'>,
  key: number,
  { documents, rows, place }: { documents: readonly number[]; rows: Int32Array; place: number },
): void => {
  const { from, docs } = postings;
  const end = from[key + 1] ?? 0;
  let row = from[key] ?? end;
  const isLong = end - row > documents.length * LONG;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at] ?? 0;
    if (isLong) {
      rows[place + at] = rowOf(postings, key, document);
      continue;
    }
    while (row < end && (docs[row] ?? 0) < document) row += 1;
    rows[place + at] = row < end && docs[row] === document ? row : -1;
  }
};

/** Rows between two pauses: less than a millisecond. */
const SLICE = 50_000;

/** The keys of documents that were just read, document by document, until they are sorted by key. */
export class Drafts {
  readonly #keys = new IntList();
  readonly #counts = new IntList();
  readonly #docs = new IntList();

  add(doc: number, counts: ReadonlyMap<number, number>): void {
    for (const [key, packed] of counts) {
      this.#keys.push(key);
      this.#counts.push(packed);
      this.#docs.push(doc);
    }
  }

  /** @param keys how many there are in the vocabulary */
  async toPostings(keys: number, pause: Pause): Promise<Postings> {
    const from = new Int32Array(keys + 1);
    const { length } = this.#keys;
    for (let begin = 0; begin < length; begin += SLICE) {
      this.#count(from, begin, Math.min(length, begin + SLICE));
      await pause();
    }
    addUp(from);
    await pause();
    const next = from.slice();
    const docs = new Int32Array(length);
    const counts = new Int32Array(length);
    for (let begin = 0; begin < length; begin += SLICE) {
      this.#fill({ next, docs, counts }, begin, Math.min(length, begin + SLICE));
      await pause();
    }
    return { from, docs, counts };
  }

  #count(from: Int32Array, begin: number, end: number): void {
    for (let at = begin; at < end; at++) {
      const key = this.#keys.at(at);
      from[key + 1] = (from[key + 1] ?? 0) + 1;
    }
  }

  #fill({ next, docs, counts }: Filling, begin: number, end: number): void {
    for (let at = begin; at < end; at++) {
      const key = this.#keys.at(at);
      const row = next[key] ?? 0;
      next[key] = row + 1;
      docs[row] = this.#docs.at(at);
      counts[row] = this.#counts.at(at);
    }
  }
}

interface Filling {
  /** Where the next row of each key belongs. */
  next: Int32Array;
  docs: Int32Array;
  counts: Int32Array;
}

/** Turns how many rows each key has (one place later) into where they begin. */
const addUp = (from: Int32Array): void => {
  for (let key = 1; key < from.length; key++) from[key] = (from[key] ?? 0) + (from[key - 1] ?? 0);
};

/** Rows of an index before, with the numbers that its documents have now; -1 for those that are gone. */
export interface Kept {
  postings: Postings;
  renumbered: Int32Array;
}

/** 1 for each key that no longer has all of its documents, or has new ones. All others keep their rows. */
const changedKeys = async (
  { postings, renumbered }: Kept,
  added: Postings,
  pause: Pause,
): Promise<Uint8Array> => {
  const keys = added.from.length - 1;
  const changed = new Uint8Array(keys);
  for (let key = 0, done = 0; key < keys; key++) {
    const last = postings.from[key + 1] ?? 0;
    let isChanged = (added.from[key] ?? 0) < (added.from[key + 1] ?? 0);
    for (let row = postings.from[key] ?? last; row < last && !isChanged; row++)
      isChanged = (renumbered[postings.docs[row] ?? 0] ?? -1) !== postings.docs[row];
    if (isChanged) changed[key] = 1;
    if (last - done < SLICE && key % SLICE !== 0) continue;
    done = last;
    await pause();
  }
  return changed;
};

/** The rows of documents that stay and of those that are new, as one; the order of both stays. */
export const mergePostings = async (kept: Kept, added: Postings, pause: Pause): Promise<Postings> => {
  const keys = added.from.length - 1;
  const { postings } = kept;
  const changed = await changedKeys(kept, added, pause);
  // A little more than needed: to count what stays would take as long as to copy it.
  const most = postings.docs.length + added.docs.length;
  const merged = { from: new Int32Array(keys + 1), docs: new Int32Array(most), counts: new Int32Array(most) };
  for (let key = 0, done = 0; key < keys;) {
    const next = changed[key] === 1 ? key + 1 : copyUnchanged(postings, changed, { key, merged });
    if (changed[key] === 1) merged.from[next] = mergeRows(kept, added, { key, merged });
    key = next;
    const rows = merged.from[key] ?? 0;
    if (rows - done < SLICE) continue;
    done = rows;
    await pause();
  }
  const rows = merged.from[keys] ?? 0;
  return { from: merged.from, docs: merged.docs.subarray(0, rows), counts: merged.counts.subarray(0, rows) };
};

/**
 * Copies the rows of a key and of those after it that keep theirs, too, in one go: row by row took ten times
 * as long.
 * @returns the key after the last one; some `SLICE` of rows later at most
 */
const copyUnchanged = (
  { from, docs, counts }: Postings,
  changed: Uint8Array,
  { key, merged }: { key: number; merged: Postings },
): number => {
  const first = from[key] ?? docs.length;
  const at = merged.from[key] ?? 0;
  let next = key;
  let last = first;
  while (next < changed.length && changed[next] === 0 && last - first < SLICE) {
    next += 1;
    last = from[next] ?? last;
    merged.from[next] = at + last - first;
  }
  merged.docs.set(docs.subarray(first, last), at);
  merged.counts.set(counts.subarray(first, last), at);
  return next;
};

/** @returns the row after the key's last one */
const mergeRows = (
  { postings, renumbered }: Kept,
  added: Postings,
  { key, merged }: { key: number; merged: Postings },
): number => {
  let at = merged.from[key] ?? 0;
  let other = added.from[key] ?? 0;
  const lastOther = added.from[key + 1] ?? 0;
  const last = postings.from[key + 1] ?? 0;
  for (let row = postings.from[key] ?? last; row < last; row++) {
    const doc = renumbered[postings.docs[row] ?? 0] ?? -1;
    if (doc < 0) continue;
    for (; other < lastOther && (added.docs[other] ?? 0) < doc; other++)
      at = copyRow(added, other, merged, at);
    merged.docs[at] = doc;
    merged.counts[at++] = postings.counts[row] ?? 0;
  }
  for (; other < lastOther; other++) at = copyRow(added, other, merged, at);
  return at;
};

const copyRow = (added: Postings, row: number, merged: Postings, at: number): number => {
  merged.docs[at] = added.docs[row] ?? 0;
  merged.counts[at] = added.counts[row] ?? 0;
  return at + 1;
};
