import type { Pause } from './article-index.ts';

/** A question or its reading, in katakana, and the article that asks it. */
export interface Line {
  text: string;
  article: string;
}

/** A place in a line that a beginning may continue: where it or a word of it starts. */
export interface Entry {
  line: Line;
  start: number;
  /** 0 for a title from its start; later words and other ways to ask come after. */
  rank: number;
}

/** Entries sorted or merged between two pauses: about a millisecond. */
const SLICE = 1000;

/** Compared where they lie: a text for each entry would be most of the memory of many articles. */
export const compareEntries = (a: Entry, b: Entry): number => {
  const length = Math.min(a.line.text.length - a.start, b.line.text.length - b.start);
  for (let at = 0; at < length; at++) {
    const difference = a.line.text.charCodeAt(a.start + at) - b.line.text.charCodeAt(b.start + at);
    if (difference !== 0) return difference;
  }
  return a.line.text.length - a.start - (b.line.text.length - b.start) || a.rank - b.rank;
};

/** Two sorted lists as one; of equal entries those of `one` come first. */
export const merge = async (
  one: readonly Entry[],
  other: readonly Entry[],
  pause: Pause,
): Promise<Entry[]> => {
  const merged: Entry[] = [];
  let [left, right] = [0, 0];
  while (left < one.length || right < other.length) {
    const [first, second] = [one[left], other[right]];
    if (first && (!second || compareEntries(first, second) <= 0)) {
      merged.push(first);
      left += 1;
    } else if (second) {
      merged.push(second);
      right += 1;
    }
    if (merged.length % SLICE === 0) await pause();
  }
  return merged;
};

/** Sorts in slices: all at once, the questions of 10,000 articles stop the event loop for a second. */
export const sortInSlices = async (entries: readonly Entry[], pause: Pause): Promise<Entry[]> => {
  let runs: Entry[][] = [];
  for (let from = 0; from < entries.length; from += SLICE) {
    runs.push(entries.slice(from, from + SLICE).toSorted(compareEntries));
    await pause();
  }
  while (runs.length > 1) {
    const longer: Entry[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], pause));
    runs = longer;
  }
  return runs[0] ?? [];
};
