import { el, setAttributes, setText, show } from '../../browser/element.ts';
import { isoDateText, timeOrDayText } from '../../browser/japan-time.ts';
import { customerName, labels } from '../labels.ts';
import type { QueueItem } from '../wire-types.ts';
import { badgeView } from './badge-view.ts';
import type { ItemView } from './keyed-list.ts';
import { badgeOf, type BadgeClock } from './state-badge.ts';

export interface Row {
  item: QueueItem;
  href: string;
  current: boolean;
  unread: boolean;
  draft: boolean;
  mine: boolean;
  /** The customer is typing. */
  typing: boolean;
  clock: BadgeClock;
}

const ownerText = ({ item, mine }: Row): string => {
  if (item.agentName === null || item.state === 'waiting') return '';
  return mine ? labels.state.ownerSelf : labels.state.owner(item.agentName);
};

const closingText = ({ item: { closesOn } }: Row): string =>
  closesOn === null ? '' : labels.state.closesOnShort(isoDateText(closesOn));

const excerpt = ({ lastMessage }: QueueItem): string => {
  if (lastMessage === null) return '';
  const { from, text, attachment } = lastMessage;
  return `${labels.message.from[from]}：${attachment === undefined ? text : labels.attachment.excerpt[attachment]}`;
};

/** One conversation in a list. A link, so that it opens by keyboard, and in a tab of its own if one likes. */
export const listItemView = (): ItemView<Row> => {
  const unread = el('span', { class: 'unread' }, el('span', { class: 'sr-only' }, labels.lists.unread));
  const name = el('span', { class: 'name' });
  const badge = badgeView();
  const company = el('span', { class: 'company' });
  const time = el('time');
  const text = el('span', { class: 'excerpt' });
  const owner = el('span', { class: 'owner' });
  const closes = el('span', { class: 'closes' });
  const typing = el('span', { class: 'typing' }, labels.state.typing);
  const draft = el('span', { class: 'draft' }, labels.lists.draft);
  const link = el(
    'a',
    { class: 'item' },
    el('span', { class: 'line' }, unread, name, badge.element),
    el('span', { class: 'line minor' }, company, time),
    text,
    el('span', { class: 'line minor' }, owner, closes, draft, typing),
  );
  return {
    element: el('li', {}, link),
    update: (row) => {
      const { item, clock } = row;
      setAttributes(link, { href: row.href, 'aria-current': row.current ? 'true' : null });
      show(unread, row.unread);
      setText(name, customerName(item.customer));
      badge.update(badgeOf(item, clock));
      setText(company, item.customer.company ?? '');
      setAttributes(time, { datetime: item.lastMessage?.at ?? null });
      setText(time, item.lastMessage === null ? '' : timeOrDayText(item.lastMessage.at, clock.now));
      setText(text, excerpt(item));
      setText(owner, ownerText(row));
      setText(closes, closingText(row));
      show(draft, row.draft);
      show(typing, row.typing);
    },
  };
};
