import { labels } from '../labels.ts';
import { el, setAttributes, setText, show } from '../../browser/element.ts';
import type { Badge } from './state-badge.ts';

/** A badge that tells urgency by a mark and a word as well as by its colour. */
export const badgeView = (): { element: HTMLElement; update(badge: Badge): void } => {
  const mark = el('span', { class: 'mark' }, el('span', { 'aria-hidden': 'true' }, '！'));
  mark.append(el('span', { class: 'sr-only' }, labels.state.urgent));
  const words = el('span');
  const element = el('span', { class: 'badge' }, mark, words);
  return {
    element,
    update: ({ text, tone }) => {
      show(mark, tone === 'urgent');
      setText(words, text);
      setAttributes(element, { 'data-tone': tone });
    },
  };
};
