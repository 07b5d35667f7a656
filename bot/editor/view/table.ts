import { el } from '../../browser/element.ts';
import { numberText } from '../text/number-text.ts';

export type Cell = string | number | Node;

/** A table that scrolls sideways by itself where it does not fit; reached by the keyboard for that. */
export const tableOf = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): HTMLElement => {
  const numeric = (cell: Cell): string => (typeof cell === 'number' ? 'number' : '');
  const shown = (cell: Cell): Node | string => (typeof cell === 'number' ? numberText(cell) : cell);
  const body = rows.map(([head = '', ...cells]) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, shown(head)),
      ...cells.map((cell) => el('td', { class: numeric(cell) }, shown(cell))),
    ),
  );
  const table = el(
    'table',
    {},
    el('caption', { class: 'sr-only' }, caption),
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...body),
  );
  return el('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption }, table);
};
