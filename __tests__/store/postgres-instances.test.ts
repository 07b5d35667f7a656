import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastSeq } from '../../bot/domain/conversation.ts';
import type { ConversationChange, Stores } from '../../bot/store/port.ts';
import { numbered } from './opened.ts';
import { setPostgres } from './postgres-stage.ts';
import { idOf, messageIds, moved, newConversation, withMessage } from './synthetic.ts';

const stage = setPostgres();
const { instance } = stage;

const write = (stores: Stores, name: string, clientMessageId: string): Promise<number> =>
  stores.conversations.update(idOf(name), async (current) => {
    const conversation = withMessage(current, clientMessageId);
    return { conversation, result: lastSeq(conversation) };
  });

/** Everything a store tells of, as it comes. */
const listen = (stores: Stores) => {
  const heard: ConversationChange[] = [];
  const news = new EventEmitter();
  stores.conversations.onChange((change) => {
    heard.push(change);
    news.emit('change');
  });
  const until = async (enough: () => boolean): Promise<void> => {
    while (!enough()) await once(news, 'change');
  };
  return { heard, until };
};

const claim = (stores: Stores): Promise<string> =>
  stores.conversations.update(idOf('a'), async (current) => {
    if (current.desk.state !== 'waiting') return { conversation: null, result: 'too late' };
    // Long enough for the other instances to look at the same state, if nothing kept them from it.
    await sleep(50);
    return { conversation: moved(current, 'claimed'), result: 'claimed' };
  });

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('a change through one instance', () => {
  it.each([
    ['by a hint', true],
    ['without hints, by looking', false],
  ])('is heard by another within a second %s', async (_, hints) => {
    const [one, other] = [await instance({ hints }), await instance({ hints })];
    await one.conversations.create(newConversation('a'));
    const { heard, until } = listen(other);
    const took: number[] = [];
    for (const id of numbered(5)) {
      const seq = await write(one, 'a', id);
      const began = performance.now();
      await until(() => heard.at(-1)?.seq === seq);
      took.push(performance.now() - began);
    }
    // The promise itself; the median, since another program may take the processor for a while.
    expect(median(took)).toBeLessThan(1_000);
    expect(messageIds(await other.conversations.load(idOf('a')))).toEqual(numbered(5));
  });

  it('is heard once by each, the one that made it included', async () => {
    const [one, other] = [await instance(), await instance()];
    const [atOne, atOther] = [listen(one), listen(other)];
    await one.conversations.create(newConversation('a'));
    for (const id of numbered(3)) await write(one, 'a', id);
    await write(other, 'a', 'last');
    await Promise.all([atOne, atOther].map(({ heard, until }) => until(() => heard.at(-1)?.seq === 4)));
    // A look or two later nothing has been told again.
    await write(one, 'a', 'one more');
    await atOther.until(() => atOther.heard.at(-1)?.seq === 5);
    expect(atOne.heard.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(atOther.heard.map(({ seq }) => seq)).size).toBe(atOther.heard.length);
  });

  it('travels as a hint, and a hint is heard', async () => {
    const one = await instance();
    const { heard, until } = listen(one);
    const operator = await stage.server.connect(stage.url);
    await operator.query('LISTEN madoguchi_changes');
    const hinted = once(operator, 'notification');
    await one.conversations.create(newConversation('a'));
    const [{ payload }] = await hinted;
    expect(JSON.parse(payload)).toEqual([[idOf('a'), 1, 0, false]]);
    // Of what no table holds, so that no look can have found it.
    await operator.query("SELECT pg_notify('madoguchi_changes', $1)", [
      JSON.stringify([[idOf('b'), 4, 3, true]]),
    ]);
    await until(() => heard.some(({ conversationId, seq }) => conversationId === idOf('b') && seq === 3));
    await operator.end();
    expect(heard).toHaveLength(2);
  });

  it('is heard although it began before one that has been heard already', async () => {
    const [one, other] = [await instance({ hints: false }), await instance({ hints: false })];
    for (const name of ['slow', 'quick']) await one.conversations.create(newConversation(name));
    const { heard, until } = listen(other);
    const slow = await stage.server.connect(stage.url);
    await slow.query('BEGIN');
    await slow.query(
      `UPDATE conversations SET revision = revision + 1, changed_in = pg_current_xact_id() WHERE id = $1`,
      [idOf('slow')],
    );
    for (const id of numbered(2)) {
      const seq = await write(one, 'quick', id);
      await until(() => heard.at(-1)?.seq === seq);
    }
    heard.length = 0;
    await slow.query('COMMIT');
    await slow.end();
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ conversationId: idOf('slow'), seq: 0, everAtDesk: false }]);
  });
});

describe('several instances', () => {
  it('number 90 parallel messages of one conversation without a hole, and lose none', async () => {
    const three = [await instance(), await instance(), await instance()];
    await three[0]?.conversations.create(newConversation('a'));
    const seqs = await Promise.all(
      three.flatMap((stores, index) => numbered(30).map((id) => write(stores, 'a', `${index}-${id}`))),
    );
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
    for (const stores of three) {
      const stored = await stores.conversations.load(idOf('a'));
      expect(new Set(messageIds(stored)).size).toBe(90);
    }
  });

  it('let exactly one of 100 concurrent claims win', async () => {
    const three = [await instance(), await instance(), await instance()];
    await three[0]?.conversations.create(moved(newConversation('a'), 'waiting'));
    const claims = Array.from({ length: 100 }, (_, index) => three[index % 3]).flatMap((each) => each ?? []);
    const results = await Promise.all(claims.map(claim));
    expect(results.filter((result) => result === 'claimed')).toHaveLength(1);
    expect(results.filter((result) => result === 'too late')).toHaveLength(99);
  });

  it('create an id once', async () => {
    const three = [await instance(), await instance(), await instance()];
    const outcomes = await Promise.allSettled(
      three.flatMap(({ conversations }) =>
        numbered(10).map(() => conversations.create(newConversation('a'))),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const refused of outcomes.filter(({ status }) => status === 'rejected'))
      expect(refused).toMatchObject({ reason: { code: 'conversation-exists', status: 409 } });
  });

  it('see each other’s desk, history and removed texts at once', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.conversations.create(moved(withMessage(newConversation('a'), 'm0'), 'waiting'));
    expect(await other.conversations.openAtDesk()).toHaveLength(1);
    await one.conversations.update(idOf('a'), async (current) => ({
      conversation: {
        ...moved(current, 'closed'),
        events: moved(current, 'closed').events.map((event) =>
          event.type === 'customer-message' ? { ...event, text: '' } : event,
        ),
      },
      result: undefined,
    }));
    expect(await other.conversations.openAtDesk()).toEqual([]);
    const { conversations } = await other.conversations.search({ scope: 'closed', text: '', limit: 10 });
    expect(conversations).toEqual([await one.conversations.load(idOf('a'))]);
    expect(conversations[0]?.events[0]).toMatchObject({ seq: 1, text: '' });
  });

  it('make the tables once when they start together over an empty database', async () => {
    const started = await Promise.all([instance(), instance(), instance()]);
    await started[0]?.conversations.create(newConversation('a'));
    for (const stores of started) expect(await stores.conversations.load(idOf('a'))).not.toBeNull();
  });

  it('go on when nothing but a wrong hint comes', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.conversations.create(newConversation('a'));
    const { heard, until } = listen(other);
    const operator = await stage.server.connect(stage.url);
    for (const hint of ['', 'no JSON', '{"a":1}', '[["a"]]'])
      await operator.query("SELECT pg_notify('madoguchi_changes', $1)", [hint]);
    await operator.end();
    await write(one, 'a', 'm0');
    await until(() => heard.at(-1)?.seq === 1);
    expect(heard.every(({ conversationId }) => conversationId === idOf('a'))).toBe(true);
  });

  it('tell each other when agents were last seen, and keep the latest sign', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.signs.tell(
      new Map([
        ['sato', 20_000],
        ['suzuki', 5_000],
      ]),
    );
    await other.signs.tell(new Map([['sato', 10_000]]));
    await one.signs.tell(new Map([['sato', 30_000]]));
    const heard = await other.signs.hear();
    expect([...heard.keys()].toSorted()).toEqual(['sato', 'suzuki']);
    expect(heard.get('sato')).toBeGreaterThanOrEqual(10_000);
    expect(heard.get('sato')).toBeLessThan(20_000);
    expect(heard.get('suzuki')).toBeGreaterThanOrEqual(5_000);
  });
});
