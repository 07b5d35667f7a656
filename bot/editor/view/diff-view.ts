import { el } from '../../browser/element.ts';
import { pageLabels } from '../labels/page.ts';
import { lineDiff, type Hunk } from '../text/line-diff.ts';

const { diff: words } = pageLabels;

/** So many lines on either side of a change show where it is; 1–5. */
const CONTEXT = 2;

type Mark = 'same' | 'removed' | 'added';
const marks: Record<Mark, string> = { same: '　', removed: '－', added: '＋' };

const lineNode = (mark: Mark, text: string): HTMLElement => {
  const said = mark === 'same' ? null : el('span', { class: 'sr-only' }, `${words[mark]}：`);
  return el(
    'div',
    { class: `line ${mark}` },
    el('span', { class: 'mark', 'aria-hidden': 'true' }, marks[mark]),
    said,
    el('span', { class: 'text' }, text === '' ? ' ' : text),
  );
};

const sameNodes = (lines: readonly string[], first: boolean, last: boolean): HTMLElement[] => {
  const before = first ? 0 : CONTEXT;
  const after = last ? 0 : CONTEXT;
  if (lines.length <= before + after + 1) return lines.map((line) => lineNode('same', line));
  return [
    ...lines.slice(0, before).map((line) => lineNode('same', line)),
    el('div', { class: 'line gap' }, words.unchanged(lines.length - before - after)),
    ...lines.slice(lines.length - after).map((line) => lineNode('same', line)),
  ];
};

const hunkNodes = (hunk: Hunk, first: boolean, last: boolean): HTMLElement[] =>
  hunk.same
    ? sameNodes(hunk.lines, first, last)
    : [
        ...hunk.removed.map((line) => lineNode('removed', line)),
        ...hunk.added.map((line) => lineNode('added', line)),
      ];

/** What changed between two texts, one below the other; told by marks as well as by colour. */
export const diffView = (before: string, after: string): HTMLElement => {
  const hunks = lineDiff(before, after);
  if (hunks.every(({ same }) => same)) return el('p', { class: 'none' }, words.same);
  const nodes = hunks.flatMap((hunk, index) => hunkNodes(hunk, index === 0, index === hunks.length - 1));
  return el('div', { class: 'diff' }, ...nodes);
};

const column = (label: string, lines: readonly string[]): HTMLElement =>
  el(
    'div',
    { class: 'side', role: 'group', 'aria-label': label },
    ...lines.map((line) =>
      el('div', { class: 'line' }, el('span', { class: 'text' }, line === '' ? ' ' : line)),
    ),
  );

/** Both texts of a place side by side, under their names: the old one at the left. */
export const sideBySide = (hunk: Hunk, [left, right]: readonly [string, string]): HTMLElement =>
  hunk.same
    ? el('div', { class: 'diff' }, ...sameNodes(hunk.lines, false, false))
    : el('div', { class: 'diff sides' }, column(left, hunk.removed), column(right, hunk.added));
