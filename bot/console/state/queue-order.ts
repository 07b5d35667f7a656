import type { QueueItem } from '../wire-types.ts';
import type { ListId } from './route.ts';

type LiveList = Exclude<ListId, 'history'>;
type Compare = (a: QueueItem, b: QueueItem) => number;

/** ISO strings of one offset and precision would compare as text; the wire promises neither, so as instants. */
const instant = (iso: string | null): number => (iso === null ? Number.POSITIVE_INFINITY : Date.parse(iso));

const oldestFirst =
  (time: (item: QueueItem) => number): Compare =>
  (a, b) =>
    time(a) === time(b) ? 0 : time(a) - time(b);

const byWait = oldestFirst((item) => instant(item.waitingSince));
const byLastMessage = oldestFirst((item) => instant(item.lastMessage?.at ?? null));
const unansweredFirst: Compare = (a, b) => Number(b.unanswered) - Number(a.unanswered);

const stateRank = { waiting: 0, claimed: 1, answered: 2, bot: 3, closed: 4 } as const;
const byState: Compare = (a, b) => stateRank[a.state] - stateRank[b.state];
/** Two conversations of the same instant keep one order, whatever order the events came in. */
const byId: Compare = (a, b) => (a.conversationId < b.conversationId ? -1 : 1);

const inTurn =
  (...compares: Compare[]): Compare =>
  (a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };

/** The queue is first in, first out (H3); at one's own conversations, who was left without an answer longest leads. */
const orders: Record<LiveList, Compare> = {
  waiting: inTurn(byWait, byId),
  mine: inTurn(unansweredFirst, byLastMessage, byId),
  all: inTurn(
    byState,
    unansweredFirst,
    (a, b) => (a.state === 'waiting' ? byWait : byLastMessage)(a, b),
    byId,
  ),
};

const isAtDesk = (item: QueueItem): boolean => item.state !== 'bot' && item.state !== 'closed';

const belongs: Record<LiveList, (item: QueueItem, agentId: string) => boolean> = {
  waiting: (item) => item.state === 'waiting',
  mine: (item, agentId) => isAtDesk(item) && item.state !== 'waiting' && item.agentId === agentId,
  all: isAtDesk,
};

/** NFKC and lower case, so that ＡＢＣ商事 is found by abc. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** True when every word of `query` is in the customer's name, the company, the owner's name or the last message. */
export const matchesQuery = (item: QueueItem, query: string): boolean => {
  const { customer, agentName, lastMessage } = item;
  const text = folded([customer.name, customer.company, agentName, lastMessage?.text].join('\n'));
  return folded(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
};

export interface ListRequest {
  list: LiveList;
  agentId: string;
  query: string;
}

/** The conversations of one list, in the order they should be worked on. */
export const itemsOf = (items: Iterable<QueueItem>, { list, agentId, query }: ListRequest): QueueItem[] =>
  [...items]
    .filter((item) => belongs[list](item, agentId) && matchesQuery(item, query.trim()))
    .toSorted(orders[list]);

/** How many there are in each live list, the search left aside. */
export const countsOf = (items: Iterable<QueueItem>, agentId: string): Record<LiveList, number> => {
  const all = [...items];
  const count = (list: LiveList): number => all.filter((item) => belongs[list](item, agentId)).length;
  return { waiting: count('waiting'), mine: count('mine'), all: count('all') };
};
