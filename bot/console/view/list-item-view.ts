import { timeOrDayText } from '../../browser/japan-time.ts';
import { customerName, labels } from '../labels.ts';
import type { QueueItem } from '../wire-types.ts';
import { el, setAttributes, setText, show } from '../../browser/element.ts';
import type { ItemView } from './keyed-list.ts';
import { badgeOf } from './state-badge.ts';

export interface Row {
  item: QueueItem;
  href: string;
  current: boolean;
  unread: boolean;
  draft: boolean;
  mine: boolean;
  /** Milliseconds of the server's clock. */
  now: number;
}

const ownerText = ({ item, mine }: Row): string => {
  if (item.agentName === null || item.state === 'waiting') return '';
  return mine ? labels.state.ownerSelf : labels.state.owner(item.agentName);
};

const excerpt = ({ lastMessage }: QueueItem): string =>
  lastMessage === null ? '' : `${labels.message.from[lastMessage.from]}：${lastMessage.text}`;

/** One conversation in a list. A link, so that it opens by keyboard, and in a tab of its own if one likes. */
export const listItemView = (): ItemView<Row> => {
  const unread = el('span', { class: 'unread' }, el('span', { class: 'sr-only' }, labels.lists.unread));
  const name = el('span', { class: 'name' });
  const badge = el('span', { class: 'badge' });
  const company = el('span', { class: 'company' });
  const time = el('time');
  const text = el('span', { class: 'excerpt' });
  const owner = el('span', { class: 'owner' });
  const draft = el('span', { class: 'draft' }, labels.lists.draft);
  const link = el(
    'a',
    { class: 'item' },
    el('span', { class: 'line' }, unread, name, badge),
    el('span', { class: 'line minor' }, company, time),
    text,
    el('span', { class: 'line minor' }, owner, draft),
  );
  return {
    element: el('li', {}, link),
    update: (row) => {
      const { item, now } = row;
      const { text: badgeText, tone } = badgeOf(item, now);
      setAttributes(link, { href: row.href, 'aria-current': row.current ? 'true' : null });
      show(unread, row.unread);
      setText(name, customerName(item.customer));
      setText(badge, badgeText);
      setAttributes(badge, { 'data-tone': tone });
      setText(company, item.customer.company ?? '');
      setAttributes(time, { datetime: item.lastMessage?.at ?? null });
      setText(time, item.lastMessage === null ? '' : timeOrDayText(item.lastMessage.at, now));
      setText(text, excerpt(item));
      setText(owner, ownerText(row));
      show(draft, row.draft);
    },
  };
};
