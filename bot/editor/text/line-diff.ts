/** A run of lines: in both texts, or what stands in the old one where the new one has something else. */
export type Hunk =
  | { same: true; lines: string[]; oldLine: number; newLine: number }
  | { same: false; removed: string[]; added: string[]; oldLine: number; newLine: number };

/** `lengths[i][j]`: the longest common subsequence of `before` from i and `after` from j. */
const commonLengths = (before: readonly string[], after: readonly string[]): Uint32Array[] => {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? new Uint32Array();
    const below = rows[i + 1] ?? new Uint32Array();
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
};

/** Which lines are in both, as pairs of places. Texts of some hundred lines: a table of all pairs is small. */
const commonLines = (before: readonly string[], after: readonly string[]): [number, number][] => {
  const lengths = commonLengths(before, after);
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
};

const linesOf = (text: string): string[] => text.replaceAll('\r\n', '\n').trimEnd().split('\n');

/**
 * The differences of two texts line by line; `oldLine` and `newLine` count from 1. All hunks together are
 * both texts: `same` and `removed` the old one, `same` and `added` the new one.
 */
export const lineDiff = (before: string, after: string): Hunk[] => {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  const change = (toOld: number, toNew: number): void => {
    if (toOld === i && toNew === j) return;
    const [removed, added] = [old.slice(i, toOld), fresh.slice(j, toNew)];
    hunks.push({ same: false, removed, added, oldLine: i + 1, newLine: j + 1 });
    [i, j] = [toOld, toNew];
  };
  for (const [inOld, inNew] of commonLines(old, fresh)) {
    change(inOld, inNew);
    const last = hunks.at(-1);
    if (last?.same) last.lines.push(old[inOld] ?? '');
    else hunks.push({ same: true, lines: [old[inOld] ?? ''], oldLine: i + 1, newLine: j + 1 });
    [i, j] = [i + 1, j + 1];
  }
  change(old.length, fresh.length);
  return hunks;
};

export const isSameText = (before: string, after: string): boolean =>
  linesOf(before).join('\n') === linesOf(after).join('\n');

/** What is taken of a place where two texts differ. */
export type Choice = 'old' | 'new' | 'both';

/** One text of two: `choices` holds one a differing hunk, in their order. */
export const merged = (hunks: readonly Hunk[], choices: readonly Choice[]): string => {
  let at = 0;
  const lines = hunks.flatMap((hunk) => {
    if (hunk.same) return hunk.lines;
    const choice = choices[at] ?? 'new';
    at += 1;
    if (choice === 'old') return hunk.removed;
    return choice === 'new' ? hunk.added : [...hunk.removed, ...hunk.added];
  });
  return `${lines.join('\n')}\n`;
};
