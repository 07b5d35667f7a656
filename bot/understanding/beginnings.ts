import type { Pause } from './article-index.ts';
import { IntList } from './int-list.ts';

/**
 * Places in lines that a beginning may continue: where a line or a word of it starts. A line is a question
 * or its reading, in katakana. Numbers side by side: an object for each would be most of the memory of
 * many articles.
 */
export interface Beginnings {
  /** The line of each, and where in it. */
  readonly lines: Int32Array;
  readonly starts: Int32Array;
  /** 0 for a title from its start; later words and other ways to ask come after. */
  readonly ranks: Int32Array;
}

/** Beginnings sorted or merged between two pauses: about a millisecond. */
const SLICE = 1000;

/** Two texts from a place on each; compared where they lie, without making texts. */
const compareTexts = (one: string, from: number, other: string, otherFrom: number): number => {
  const length = Math.min(one.length - from, other.length - otherFrom);
  for (let at = 0; at < length; at++) {
    const difference = one.charCodeAt(from + at) - other.charCodeAt(otherFrom + at);
    if (difference !== 0) return difference;
  }
  return one.length - from - (other.length - otherFrom);
};

/** Beginnings as they are found, to be sorted. */
export class BeginningList {
  readonly #texts: readonly string[];
  readonly #lines = new IntList();
  readonly #starts = new IntList();
  readonly #ranks = new IntList();

  /** @param texts the text of each line, by its number */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  get length(): number {
    return this.#lines.length;
  }

  add(line: number, start: number, rank: number): void {
    this.#lines.push(line);
    this.#starts.push(start);
    this.#ranks.push(rank);
  }

  addAll(other: BeginningList): void {
    for (let at = 0; at < other.length; at++)
      this.add(other.#lines.at(at), other.#starts.at(at), other.#ranks.at(at));
  }

  /**
   * In the order of their texts, then ranks, then lines: so that those with one prefix lie together.
   * @param sorted how many of them, the first ones, are in order already
   */
  async inOrder(sorted: number, pause: Pause): Promise<Beginnings> {
    const places = new Int32Array(this.length);
    for (let at = 0; at < places.length; at++) places[at] = at;
    await pause();
    const runs = [places.subarray(0, sorted)];
    for (let from = sorted; from < places.length; from += SLICE) {
      runs.push(places.subarray(from, from + SLICE).toSorted((a, b) => this.#compare(a, b)));
      await pause();
    }
    return this.#picked(await this.#mergeAll(runs, pause), pause);
  }

  #compare(a: number, b: number): number {
    const [line, otherLine] = [this.#lines.at(a), this.#lines.at(b)];
    const [start, otherStart] = [this.#starts.at(a), this.#starts.at(b)];
    const byText = compareTexts(this.#texts[line] ?? '', start, this.#texts[otherLine] ?? '', otherStart);
    return byText || this.#ranks.at(a) - this.#ranks.at(b) || line - otherLine || start - otherStart;
  }

  /** Neighbours by twos, again and again; the run that was in order before, which is the longest, at the end. */
  async #mergeAll([first, ...others]: Int32Array[], pause: Pause): Promise<Int32Array> {
    let runs = others;
    while (runs.length > 1) {
      const longer: Int32Array[] = [];
      for (let at = 0; at < runs.length; at += 2)
        longer.push(await this.#merge(runs[at] ?? NONE, runs[at + 1] ?? NONE, pause));
      runs = longer;
    }
    return this.#merge(first ?? NONE, runs[0] ?? NONE, pause);
  }

  async #merge(one: Int32Array, other: Int32Array, pause: Pause): Promise<Int32Array> {
    if (one.length === 0) return other;
    if (other.length === 0) return one;
    const merged = new Int32Array(one.length + other.length);
    let left = 0;
    for (let right = 0; right < other.length; right++) {
      const next = other[right] ?? 0;
      const end = this.#firstAfter(one, left, next);
      merged.set(one.subarray(left, end), left + right);
      merged[end + right] = next;
      left = end;
      if (right % SLICE === SLICE - 1) await pause();
    }
    merged.set(one.subarray(left), left + other.length);
    return merged;
  }

  /** First place from `from` on whose beginning comes after another one; near ones are found soonest. */
  #firstAfter(places: Int32Array, from: number, other: number): number {
    let low = from;
    let step = 1;
    while (low + step <= places.length && this.#compare(places[low + step - 1] ?? 0, other) <= 0) {
      low += step;
      step *= 2;
    }
    let high = Math.min(places.length, low + step - 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(places[middle] ?? 0, other) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async #picked(places: Int32Array, pause: Pause): Promise<Beginnings> {
    const lines = new Int32Array(places.length);
    const starts = new Int32Array(places.length);
    const ranks = new Int32Array(places.length);
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      lines[at] = this.#lines.at(place);
      starts[at] = this.#starts.at(place);
      ranks[at] = this.#ranks.at(place);
      if (at % (10 * SLICE) === 0) await pause();
    }
    return { lines, starts, ranks };
  }
}

const NONE = new Int32Array(0);
