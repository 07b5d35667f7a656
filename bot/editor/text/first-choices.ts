import { lineDiff, type Choice, type Hunk } from './line-diff.ts';

/** Lines of a text, from 1; `to` is the first after them. */
interface Range {
  from: number;
  to: number;
}

export interface Versions {
  /** The text that both were made from; null when it is not known any more. */
  base: string | null;
  theirs: string;
  mine: string;
}

/** Where a text is another than the one it was made from. */
const changedIn = (base: string, text: string): Range[] =>
  lineDiff(base, text).flatMap((hunk) =>
    hunk.same ? [] : [{ from: hunk.newLine, to: hunk.newLine + hunk.added.length }],
  );

const touches = (ranges: readonly Range[], { from, to }: Range): boolean =>
  ranges.some((range) => range.from <= to && from <= range.to);

/** Without the text of before nobody knows who wrote and who removed: what one has alone stays. */
const keepAll = ({ removed, added }: Extract<Hunk, { same: false }>): Choice => {
  if (added.length === 0) return 'old';
  return removed.length === 0 ? 'new' : 'both';
};

/**
 * What is chosen at first of each place where `theirs` and `mine` differ (`lineDiff` of them): what one of
 * the two changed counts, and where both did, both stay until somebody decides.
 */
export const firstChoices = (hunks: readonly Hunk[], { base, theirs, mine }: Versions): Choice[] => {
  const byThem = base === null ? [] : changedIn(base, theirs);
  const byMe = base === null ? [] : changedIn(base, mine);
  return hunks.flatMap((hunk): Choice[] => {
    if (hunk.same) return [];
    if (base === null) return [keepAll(hunk)];
    const they = touches(byThem, { from: hunk.oldLine, to: hunk.oldLine + hunk.removed.length });
    const me = touches(byMe, { from: hunk.newLine, to: hunk.newLine + hunk.added.length });
    if (they === me) return ['both'];
    return [they ? 'old' : 'new'];
  });
};
