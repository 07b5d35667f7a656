import { el } from '../../browser/element.ts';
import { dateTimeText, isoDateText } from '../../browser/japan-time.ts';
import { listLabels as words } from '../labels/list.ts';
import { shellLabels } from '../labels/shell.ts';
import { pageAddress } from '../route.ts';
import { dueOf, type Listed } from './listed.ts';
import { numberText } from '../text/number-text.ts';

const tones: Record<Listed['state'], string> = {
  served: 'good',
  draft: 'due',
  new: 'due',
  waiting: 'due',
  broken: 'urgent',
};

export const stateBadge = (state: Listed['state']): HTMLElement =>
  el(
    'span',
    { class: 'badge', 'data-tone': tones[state], title: words.stateHints[state] },
    words.states[state],
  );

const draftText = ({ draft }: Listed): string | null => {
  if (!draft) return null;
  if (draft.name === null || draft.savedAt === null) return words.draftUnknown;
  return words.draftBy(shellLabels.san(draft.name), dateTimeText(draft.savedAt));
};

const dueNode = (page: Listed, today: string): HTMLElement | null => {
  const due = dueOf(page, today);
  if (due === null || page.reviewBy === null) return null;
  const day = isoDateText(page.reviewBy);
  return due === 'over'
    ? el('span', { class: 'badge', 'data-tone': 'urgent' }, words.reviewOver(day))
    : el('span', { class: 'badge', 'data-tone': 'due' }, words.reviewDue(day));
};

const figuresOf = ({ use }: Listed): HTMLElement | null => {
  if (!use) return null;
  const shown: [string, number][] = [
    [words.answered, use.answered],
    [words.helpful, use.helpful],
    [words.unhelpful, use.unhelpful],
    [words.offered, use.offered],
  ];
  const parts = shown.flatMap(([name, times]) => [
    el('div', {}, el('dt', {}, name), el('dd', {}, numberText(times))),
  ]);
  return el('dl', { class: 'use', 'aria-label': words.figures }, ...parts);
};

/** One text of the list: where it stands, and how it fared. */
export const listItem = (page: Listed, groupName: string, today: string): HTMLElement => {
  const draft = draftText(page);
  return el(
    'li',
    { class: 'text-item' },
    el(
      'div',
      { class: 'what' },
      el('a', { href: pageAddress(page.path) }, page.title),
      el('p', { class: 'aside' }, `${groupName}　${page.id}`, draft === null ? null : `　${draft}`),
    ),
    el('div', { class: 'states' }, stateBadge(page.state), dueNode(page, today)),
    figuresOf(page),
  );
};
