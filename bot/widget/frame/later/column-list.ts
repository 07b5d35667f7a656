import { h } from '../view/h.ts';
import { labels } from './labels.ts';

/** More columns than this are folded. Sane: 5 to 15; a longer list pushes the talk out of sight. */
const SHOWN_OPEN = 8;

const { attachment: words } = labels;

/** The names of a CSV's columns, numbered as in the file. */
export const columnList = (columns: readonly string[]): HTMLElement => {
  const names = columns.map((name) =>
    name === '' ? h('li', { class: 'none' }, words.noName) : h('li', {}, name),
  );
  return h(
    'details',
    columns.length > SHOWN_OPEN ? {} : { open: '' },
    h('summary', {}, words.columns(columns.length)),
    h('ol', { class: 'column-list' }, ...names),
  );
};
