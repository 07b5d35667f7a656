import { button, el } from '../../browser/element.ts';
import { dateTimeText } from '../../browser/japan-time.ts';
import { pageLabels } from '../labels/page.ts';
import type { UnsavedText } from '../unsaved.ts';
import { diffView } from '../view/diff-view.ts';

const { restore: words } = pageLabels;

interface Ports {
  found: UnsavedText;
  /** What is saved now, and its fingerprint. */
  saved: string;
  fingerprint: string;
  restore(): void;
  drop(): void;
}

/** Offers what a crash, or leaving without saving, left behind. */
export const restoreBar = ({ found, saved, fingerprint, restore, drop }: Ports): HTMLElement => {
  const done = (act: () => void) => (): void => {
    element.remove();
    act();
  };
  const differences = el('details', {}, el('summary', {}, words.differences), diffView(saved, found.text));
  const element = el(
    'div',
    { class: 'notice restore', role: 'status' },
    el('p', {}, words.notice(dateTimeText(found.at))),
    found.base === fingerprint ? null : el('p', {}, words.older),
    differences,
    el(
      'div',
      { class: 'row' },
      button(words.restore, done(restore), 'primary'),
      button(words.drop, done(drop)),
    ),
  );
  return element;
};
