import { loadMarks, isUnread, markRead, saveMarks } from '../../bot/console/state/read-marks.ts';
import { newsOf } from '../../bot/console/state/news.ts';
import { mayRead, permissionsFor } from '../../bot/console/state/permissions.ts';
import { reduce, type Action } from '../../bot/console/state/reduce.ts';
import { formatRoute, parseRoute } from '../../bot/console/state/route.ts';
import { initialState, type State } from '../../bot/console/state/state.ts';
import { createMemory } from '../../bot/browser/key-value.ts';
import type { OfficeView, QueueItem, SignedInView } from '../../bot/console/wire-types.ts';
import { conversation, customerMessage, queueItem } from './desk-items.ts';

const sato: SignedInView = {
  id: 'sato',
  name: '佐藤',
  role: 'agent',
  may: ['read', 'claim', 'answer', 'note', 'redact', 'release', 'transfer', 'close'],
};
const lead: SignedInView = {
  ...sato,
  role: 'lead',
  may: [...sato.may, 'release-others', 'transfer-others', 'close-others', 'read-desk-audit'],
};
const editor: SignedInView = { ...sato, role: 'editor', may: [] };
const office: OfficeView = {
  open: true,
  reason: 'staffed',
  until: '2026-11-24T12:00:00+09:00',
  opensAt: '2026-11-24T13:30:00+09:00',
  opensAtText: '本日13:30',
};
const run = (state: State, ...actions: Action[]): State => actions.reduce(reduce, state);
const logIn: Action = { type: 'logged-in', agent: sato, marks: new Map(), draftIds: new Set(['a']) };
const snapshot = (...conversations: QueueItem[]): Action => ({
  type: 'snapshot',
  queue: { conversations, office, staffed: [], closesOnIfAnswered: '2026-11-27' },
});
const at = (conversationId: string | null): State => initialState({ list: 'waiting', conversationId });

describe('the desk', () => {
  test('a snapshot replaces what was known, so nothing that ended meanwhile stays', () => {
    const state = run(at(null), logIn, snapshot(queueItem('a'), queueItem('b')), snapshot(queueItem('b')));
    expect([...state.desk.keys()]).toEqual(['b']);
    expect(state.office).toEqual(office);
  });

  test('an item that was overtaken on the way does not turn the list back', () => {
    const claimed = queueItem('a', { state: 'claimed', seq: 5, agentId: 'suzuki' });
    const state = run(at(null), snapshot(claimed), { type: 'item', item: queueItem('a', { seq: 4 }) });
    expect(state.desk.get('a')?.state).toBe('claimed');
  });

  test.each(['bot', 'closed'] as const)('a conversation whose state is %s leaves the desk', (left) => {
    const state = run(at(null), snapshot(queueItem('a')), {
      type: 'item',
      item: queueItem('a', { state: left, seq: 9 }),
    });
    expect(state.desk.size).toBe(0);
  });

  test('reading a conversation brings its place in the list up to date as well', () => {
    const view = conversation('a', [customerMessage(1)], { state: 'claimed', agentId: 'sato', seq: 7 });
    const state = run(at('a'), logIn, snapshot(queueItem('a')), { type: 'conversation', view });
    expect(state.desk.get('a')).toEqual(expect.objectContaining({ state: 'claimed', seq: 7 }));
    expect(state.desk.get('a')).not.toHaveProperty('events');
  });
});

test('a removed conversation leaves the desk, the history and the screen, and the others stay', () => {
  const items = [queueItem('a', { state: 'closed' }), queueItem('c', { state: 'closed' })];
  const state = run(
    at('a'),
    logIn,
    snapshot(queueItem('a'), queueItem('b')),
    { type: 'conversation', view: conversation('a', [customerMessage(1)]) },
    { type: 'history', history: { scope: 'closed', items, olderNotSearched: false, status: 'idle' } },
    { type: 'gone', conversationId: 'a' },
  );
  expect([...state.desk.keys()]).toEqual(['b']);
  expect(state.history.items.map(({ conversationId }) => conversationId)).toEqual(['c']);
  expect(state.open).toEqual({ id: 'a', view: null, failure: 'not-found' });
  expect(run(state, { type: 'gone', conversationId: 'b' }).open).toEqual(state.open);
});

describe('the open conversation', () => {
  test('an answer for a conversation that is not open any more is not shown', () => {
    const state = run(
      at('a'),
      logIn,
      { type: 'route', route: { list: 'waiting', conversationId: 'b' } },
      {
        type: 'conversation',
        view: conversation('a', [customerMessage(1)]),
      },
    );
    expect(state.open).toEqual({ id: 'b', view: null, failure: null });
  });

  test('switching the list leaves it open as it is', () => {
    const before = run(at('a'), logIn, {
      type: 'conversation',
      view: conversation('a', [customerMessage(1)]),
    });
    const after = run(before, { type: 'route', route: { list: 'mine', conversationId: 'a' } });
    expect(after.open).toBe(before.open);
  });

  test('a failed reading keeps what was read before', () => {
    const state = run(
      at('a'),
      logIn,
      { type: 'conversation', view: conversation('a', [customerMessage(1)]) },
      { type: 'conversation-failed', conversationId: 'a', failure: 'unavailable' },
    );
    expect(state.open?.view?.events).toHaveLength(1);
    expect(state.open?.failure).toBe('unavailable');
  });

  test('a sent message is in the transcript at once, and once when it is read again', () => {
    const state = run(
      at('a'),
      logIn,
      { type: 'conversation', view: conversation('a', [customerMessage(1)]) },
      { type: 'events', conversationId: 'a', events: [customerMessage(2)] },
      { type: 'conversation', view: conversation('a', [customerMessage(2)]) },
    );
    expect(state.open?.view?.events.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

describe('the session', () => {
  test("when it ends, customers' affairs leave the screen and the place is kept", () => {
    const state = run(at('a'), logIn, snapshot(queueItem('a')), { type: 'logged-out', ended: true });
    expect(state).toEqual({ ...at('a'), phase: 'logged-out', sessionEndedOf: 'sato' });
  });

  test('logging in again opens the same conversation', () => {
    const state = run(at('a'), logIn, { type: 'logged-out', ended: true }, logIn);
    expect(state.open?.id).toBe('a');
    expect(state.sessionEndedOf).toBeNull();
  });
});

test('a refusal stays with its conversation until it is settled', () => {
  const refused = run(at('a'), {
    type: 'refused',
    conversationId: 'a',
    refusal: { code: 'customer-wrote', after: 3, doing: 'reply' },
  });
  expect(run(refused, { type: 'settled', conversationId: 'b' }).refusals.get('a')).toBeDefined();
  expect(run(refused, { type: 'settled', conversationId: 'a' }).refusals.size).toBe(0);
});

test('sending is known for each conversation', () => {
  const state = run(
    at(null),
    { type: 'sending', conversationId: 'a', on: true },
    { type: 'sending', conversationId: 'b', on: true },
    { type: 'sending', conversationId: 'a', on: false },
  );
  expect([...state.sending]).toEqual(['b']);
});

const held = (agentId: string, changes: Partial<QueueItem> = {}): QueueItem =>
  queueItem('a', { state: 'claimed', agentId, agentName: agentId, unanswered: false, ...changes });
const reply = { from: 'customer', text: '返事', at: '2026-11-24T02:00:00.000Z' } as const;

const newsBetween = (before: QueueItem[], now: QueueItem[]): [string, string][] => {
  const state = run(at(null), logIn, snapshot(...before));
  return newsOf(run(state, snapshot(...now)), state).map(({ type, item }) => [type, item.conversationId]);
};

describe('news', () => {
  test.each([
    ['a new customer waits', [], [queueItem('a')], [['waiting', 'a']]],
    ['one who waits already', [queueItem('a')], [queueItem('a')], []],
    ['one who was given back', [held('suzuki')], [queueItem('a')], [['waiting', 'a']]],
    [
      'a reply to me',
      [held('sato')],
      [held('sato', { unanswered: true, lastMessage: reply })],
      [['reply', 'a']],
    ],
    [
      'a reply to a colleague',
      [held('suzuki')],
      [held('suzuki', { unanswered: true, lastMessage: reply })],
      [],
    ],
    ['my own claim', [queueItem('a')], [held('sato', { unanswered: true })], []],
    ['handed over to me', [held('suzuki')], [held('sato')], [['transferred', 'a']]],
  ])('%s', (_name, before, now, news) => {
    expect(newsBetween(before, now)).toEqual(news);
  });

  test('what is there at the start is no news', () => {
    const state = run(at(null), logIn);
    expect(newsOf(run(state, snapshot(queueItem('a'))), state)).toEqual([]);
  });
});

describe('read marks', () => {
  test('unread is what the customer wrote last and the agent has not seen', () => {
    const item = queueItem('a', { seq: 5 });
    expect(isUnread(new Map(), item, 'sato')).toBe(true);
    expect(isUnread(new Map([['a', 5]]), item, 'sato')).toBe(false);
    expect(isUnread(new Map(), { ...item, unanswered: false }, 'sato')).toBe(false);
  });

  test('what a colleague handed over is unread to who got it, and to nobody else', () => {
    const item = queueItem('a', { state: 'claimed', agentId: 'sato', unanswered: false, seq: 5 });
    expect(isUnread(new Map([['a', 4]]), item, 'sato')).toBe(true);
    expect(isUnread(new Map([['a', 5]]), item, 'sato')).toBe(false);
    expect(isUnread(new Map(), item, 'suzuki')).toBe(false);
  });

  test('marks only rise', () => {
    const marks = markRead(new Map(), 'a', 5);
    expect(markRead(marks, 'a', 4)).toBe(marks);
    expect(markRead(marks, 'a', 6).get('a')).toBe(6);
  });

  test('they outlive a reload, for each agent, and do not pile up', () => {
    const store = createMemory();
    let marks = loadMarks(store, 'sato');
    for (let number = 1; number <= 600; number += 1) marks = markRead(marks, `c${number}`, 1);
    saveMarks(store, 'sato', marks);
    expect(loadMarks(store, 'sato').size).toBe(500);
    expect(loadMarks(store, 'sato').has('c600')).toBe(true);
    expect(loadMarks(store, 'suzuki').size).toBe(0);
  });

  test('foreign content of storage is no mark', () => {
    const store = createMemory();
    store.write('madoguchi.console.read/sato', '{"a":"x","b":2}');
    expect([...loadMarks(store, 'sato')]).toEqual([['b', 2]]);
  });
});

const may = (changes: Partial<QueueItem>, agent = sato) => permissionsFor(queueItem('a', changes), agent);
const ofSuzuki = { state: 'claimed', agentId: 'suzuki' } as const;

describe('what an agent may do', () => {
  test.each([
    ['claim one who waits', may({}).claim, true],
    ['not reply before claiming', may({}).whyNoReply, 'claim-first'],
    ['reply to one in hand', may({ state: 'claimed', agentId: 'sato' }).reply, true],
    ['reply again after an answer', may({ state: 'answered', agentId: 'sato' }).reply, true],
    [
      "not reply in a colleague's conversation",
      may({ state: 'claimed', agentId: 'suzuki' }).whyNoReply,
      'owned',
    ],
    ["not close a colleague's conversation", may({ state: 'answered', agentId: 'suzuki' }).close, false],
    ["not hand on a colleague's conversation", may(ofSuzuki).handOn, false],
    ["as a lead hand on a colleague's conversation", may(ofSuzuki, lead).handOn, true],
    ["as a lead close a colleague's conversation", may(ofSuzuki, lead).close, true],
    ['as a lead not reply in it, but take it over first', may(ofSuzuki, lead).whyNoReply, 'take-over'],
    ['as an editor not claim', may({}, editor).claim, false],
    ['as an editor not even read', mayRead(editor), false],
    ['not reply while the bot speaks', may({ state: 'bot' }).whyNoReply, 'with-bot'],
    [
      'not reply after the end, even as the last owner',
      may({ state: 'closed', agentId: 'sato' }).whyNoReply,
      'closed',
    ],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe('the address', () => {
  test.each([
    ['', { list: 'waiting', conversationId: null }],
    ['#/mine', { list: 'mine', conversationId: null }],
    ['#/history/abc', { list: 'history', conversationId: 'abc' }],
    ['#/nonsense/abc', { list: 'waiting', conversationId: 'abc' }],
    ['#/mine/%E0%A4%A', { list: 'mine', conversationId: null }],
    ['#/__proto__/a', { list: 'waiting', conversationId: 'a' }],
  ] as const)('%j leads to %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  test('leads back to the same place', () => {
    const route = { list: 'all', conversationId: 'a/b 窓口' } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });
});
