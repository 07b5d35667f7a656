import { countsOf, itemsOf, matchesQuery } from '../../bot/console/state/queue-order.ts';
import type { QueueItem } from '../../bot/console/wire-types.ts';
import { customer, queueItem } from './desk-items.ts';

const said = (at: string, text = '質問です') => ({ from: 'customer', text, at }) as const;
const mine = (id: string, changes: Partial<QueueItem>): QueueItem =>
  queueItem(id, { state: 'claimed', agentId: 'sato', agentName: '佐藤', ...changes });
const ids = (list: 'waiting' | 'mine' | 'all', items: QueueItem[], query = ''): string[] =>
  itemsOf(items, { list, agentId: 'sato', query }).map(({ conversationId }) => conversationId);

describe('the order of the lists', () => {
  test('who waits longest comes first, whatever the notation of the instant', () => {
    const items = [
      queueItem('late', { waitingSince: '2026-11-24T01:30:00.000Z' }),
      queueItem('early', { waitingSince: '2026-11-24T10:05:00+09:00' }),
      queueItem('middle', { waitingSince: '2026-11-24T01:20:00.000Z' }),
    ];
    expect(ids('waiting', items)).toEqual(['early', 'middle', 'late']);
  });

  test('two who came at the same instant keep one order, in whatever order the events arrived', () => {
    const items = [queueItem('b'), queueItem('a')];
    expect(ids('waiting', items)).toEqual(['a', 'b']);
    expect(ids('waiting', items.toReversed())).toEqual(['a', 'b']);
  });

  test("at one's own conversations, who was left without an answer longest comes first", () => {
    const items = [
      mine('answered', { state: 'answered', unanswered: false, lastMessage: said('2026-11-24T00:10:00Z') }),
      mine('short', { lastMessage: said('2026-11-24T01:00:00Z') }),
      mine('long', { lastMessage: said('2026-11-24T00:30:00Z') }),
      mine('of-a-colleague', { agentId: 'suzuki' }),
    ];
    expect(ids('mine', items)).toEqual(['long', 'short', 'answered']);
  });

  test('a conversation given back to the queue is not in the own list any more', () => {
    expect(ids('mine', [queueItem('released', { agentId: 'sato' })])).toEqual([]);
  });

  test('all shows the waiting first, then those in hand, then the answered', () => {
    const items = [
      mine('answered', { state: 'answered', unanswered: false }),
      mine('claimed', {}),
      queueItem('waiting'),
    ];
    expect(ids('all', items)).toEqual(['waiting', 'claimed', 'answered']);
  });

  test('what left the desk is in no live list', () => {
    const items = [queueItem('back-to-bot', { state: 'bot' }), queueItem('closed', { state: 'closed' })];
    expect(ids('all', items)).toEqual([]);
    expect(countsOf(items, 'sato')).toEqual({ waiting: 0, mine: 0, all: 0 });
  });

  test('the counts leave the search aside', () => {
    expect(countsOf([queueItem('a'), mine('b', {})], 'sato')).toEqual({ waiting: 1, mine: 1, all: 2 });
  });
});

describe('narrowing a list', () => {
  const item = queueItem('a', {
    customer: customer({ name: '小林', company: 'ＡＢＣ商事株式会社' }),
    lastMessage: said('2026-11-24T00:10:00Z', 'CSVの取り込み'),
  });
  test.each([
    ['', true],
    ['小林', true],
    ['abc商事', true],
    ['ＣＳＶ', true],
    ['小林 csv', true],
    ['小林 給与', false],
    ['.*', false],
  ])('%j finds the conversation: %s', (query, found) => {
    expect(matchesQuery(item, query)).toBe(found);
  });

  test('a customer who is not logged in can be listed and searched', () => {
    const anonymous = queueItem('a', {
      customer: customer({ loggedIn: false, name: null, company: null }),
      lastMessage: null,
    });
    expect(matchesQuery(anonymous, 'null')).toBe(false);
    expect(ids('waiting', [anonymous])).toEqual(['a']);
  });
});
