import type { ConversationChange } from '../../bot/store/port.ts';
import { setPostgres } from './postgres-stage.ts';
import { selected } from './selected.ts';
import { conversationOf, idOf, moved, newConversation, withMessage } from './synthetic.ts';

const stage = setPostgres();
const { instance } = stage;

const always = async (): Promise<boolean> => true;

/** What a person who looks through the database with `pg_dump` would read. */
const everything = async (): Promise<string> => {
  const operator = await stage.server.connect(stage.url);
  const tables = await operator.query<{ name: string }>(
    "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const rows: unknown[] = [];
  for (const { name } of tables.rows) rows.push((await operator.query(`SELECT * FROM ${name}`)).rows);
  await operator.end();
  return JSON.stringify(rows);
};

const run = async (sql: string, values: unknown[] = []): Promise<void> => {
  const operator = await stage.server.connect(stage.url);
  await operator.query(sql, values).finally(() => operator.end());
};

describe('a removal through one instance', () => {
  it.each([
    ['by a hint', true],
    ['without hints, by looking', false],
  ])(
    'is heard by another that has the conversation in memory %s, and is served by none',
    async (_, hints) => {
      const [one, other] = [await instance({ hints }), await instance({ hints })];
      await one.conversations.create(conversationOf('a', 'u1'));
      expect(await other.conversations.load(idOf('a'))).not.toBeNull();
      const heard = new Promise<ConversationChange>((resolve) => {
        other.conversations.onChange((change) => change.seq === null && resolve(change));
      });
      expect(await one.conversations.remove(idOf('a'), always)).toBe(true);
      expect(await other.conversations.load(idOf('a'))).toBeNull();
      expect(await heard).toEqual({ conversationId: idOf('a'), seq: null, everAtDesk: true });
      expect(await selected(other, { customer: 'u1' })).toEqual([]);
    },
  );

  it('is done once, by one of several that try at once', async () => {
    const stores = [await instance(), await instance(), await instance()];
    await stores[0]?.conversations.create(newConversation('a'));
    const tries = await Promise.all(
      stores.map(({ conversations }) => conversations.remove(idOf('a'), always)),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  it('leaves no word of it in any table', async () => {
    const one = await instance();
    const words = '忘れてほしい発言';
    await one.conversations.create(moved(withMessage(conversationOf('a', 'u1'), words), 'closed'));
    for (const text of [words, '試験 花子', 'u1', '株式会社テスト'])
      expect(await everything()).toContain(text);
    await one.conversations.remove(idOf('a'), always);
    for (const text of [words, '試験 花子', 'u1', '株式会社テスト'])
      expect(await everything()).not.toContain(text);
  });

  it('is remembered for a day, by its id alone', async () => {
    const one = await instance();
    for (const each of ['a', 'b', 'c']) await one.conversations.create(newConversation(each));
    await one.conversations.remove(idOf('a'), always);
    await one.conversations.remove(idOf('b'), always);
    await run("UPDATE removals SET removed_at = now() - interval '25 hours' WHERE conversation_id = $1", [
      idOf('a'),
    ]);
    await one.conversations.remove(idOf('c'), always);
    const kept = await everything();
    expect(kept).not.toContain(idOf('a'));
    expect(kept).toContain(idOf('b'));
  });
});

describe('an outage in the middle of a removal', () => {
  it('is storage-unavailable, leaves the conversation whole, and done again completes it', async () => {
    const one = await instance();
    const whole = withMessage(conversationOf('a', 'u1'), 'm0');
    await one.conversations.create(whole);
    const cut = one.conversations.remove(idOf('a'), async () => {
      await stage.server.cut(stage.url);
      return true;
    });
    await expect(cut).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(await one.conversations.load(idOf('a'))).toEqual(whole);
    expect(await one.conversations.remove(idOf('a'), always)).toBe(true);
  });
});

describe('a conversation of the version before', () => {
  it('is found by its customer and age, written before or after the migration', async () => {
    const one = await instance();
    const insert = `INSERT INTO conversations (id, revision, last_seq, state, needs_desk, head, changed_in)
      VALUES ($1, 1, 0, 'bot', false, $2, pg_current_xact_id())`;
    const { events: _events, ...head } = {
      ...conversationOf('new', 'u1'),
      updatedAt: '2020-01-01T00:00:00.000Z',
    };
    await run(insert, [idOf('new'), JSON.stringify(head)]);
    expect(await selected(one, { customer: 'u1' })).toEqual([idOf('new')]);
    expect(await selected(one, { changedBefore: new Date('2021-01-01T00:00:00Z') })).toEqual([idOf('new')]);
    await one.conversations.close();

    await run('DROP TABLE removals');
    await run('ALTER TABLE conversations DROP COLUMN customer, DROP COLUMN changed_at');
    await run('DELETE FROM migrations WHERE number = 6');
    const odd = { ...head, id: idOf('odd'), pageUrl: 'https://example.com/\0' };
    await run(insert, [idOf('odd'), JSON.stringify(odd)]);
    const after = await instance();
    expect(await selected(after, { customer: 'u1' })).toEqual([idOf('new'), idOf('odd')]);
    expect(await after.conversations.load(idOf('odd'))).toMatchObject({ pageUrl: 'https://example.com/\0' });
  });
});

describe('a damaged conversation', () => {
  it('is selected, and not removed but named: nobody can say what it is', async () => {
    const one = await instance();
    await one.conversations.create(withMessage(conversationOf('a', 'u1'), 'm0'));
    await run("UPDATE events SET event = '{}'");
    await run('UPDATE conversations SET revision = revision + 1');
    expect(await selected(one, { customer: 'u1' })).toEqual([idOf('a')]);
    await expect(one.conversations.remove(idOf('a'), always)).rejects.toMatchObject({
      code: 'storage-damaged',
      cause: expect.objectContaining({ message: expect.stringContaining(idOf('a')) }),
    });
  });
});

it('a removal travels as a hint without a number', async () => {
  const one = await instance();
  await one.conversations.create(newConversation('a'));
  const operator = await stage.server.connect(stage.url);
  const hints: unknown[] = [];
  const hinted = new Promise<void>((resolve) => {
    operator.on('notification', ({ payload = '' }) => {
      hints.push(...JSON.parse(payload));
      if (payload.includes('null')) resolve();
    });
  });
  await operator.query('LISTEN madoguchi_changes');
  await one.conversations.remove(idOf('a'), always);
  await hinted;
  await operator.end();
  expect(hints).toContainEqual([idOf('a'), 2, null, true]);
});
