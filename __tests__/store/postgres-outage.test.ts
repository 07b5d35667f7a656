import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationChange, Stores } from '../../bot/store/port.ts';
import { changedSince } from './changed-since.ts';
import { setPostgres } from './postgres-stage.ts';
import { idOf, messageIds, moved, newAgent, newConversation, withMessage } from './synthetic.ts';

const stage = setPostgres();
const { instance } = stage;

const write = (stores: Stores, clientMessageId: string): Promise<void> =>
  stores.conversations.update(idOf('a'), async (current) => ({
    conversation: withMessage(current, clientMessageId),
    result: undefined,
  }));

const unavailable = { code: 'storage-unavailable', status: 503 };

/** Tries until it succeeds: that a store comes back by itself is promised, at which try is not. */
const eventually = async <T>(task: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      await sleep(50);
    }
  }
};

describe('a connection that is lost', () => {
  it('in the middle of a change leaves nothing of it, and the next change has a new one', async () => {
    const stores = await instance();
    await stores.conversations.create(newConversation('a'));
    const cut = stores.conversations.update(idOf('a'), async (current) => {
      expect(await stage.server.cut(stage.url)).toBeGreaterThan(0);
      // The driver learns of it while the change still thinks, and no query is there to be told.
      await sleep(100);
      return { conversation: withMessage(current, 'lost'), result: undefined };
    });
    await expect(cut).rejects.toMatchObject(unavailable);
    await eventually(() => write(stores, 'kept'));
    expect(messageIds(await eventually(() => stores.conversations.load(idOf('a'))))).toEqual(['kept']);
  });

  it('while nobody uses it is only reported, without where and as whom it was connected', async () => {
    const stores = await instance();
    await stores.conversations.create(newConversation('a'));
    await stage.server.cut(stage.url);
    await eventually(() => write(stores, 'm0'));
    while (stage.reported.length === 0) await sleep(50);
    const { password, port } = new URL(stage.url);
    for (const error of stage.reported) {
      expect(error).toMatchObject(unavailable);
      const said = JSON.stringify(error, Object.getOwnPropertyNames(Object(error))) + String(error);
      expect(said).not.toContain(password);
      expect(said).not.toContain(port);
    }
  });

  it('while it listens is made anew, and what happened in between is told', async () => {
    const [stores, other] = [await instance(), await instance()];
    await stores.conversations.create(newConversation('a'));
    const heard: ConversationChange[] = [];
    const news = new EventEmitter();
    stores.conversations.onChange((change) => {
      heard.push(change);
      news.emit('change');
    });
    await stage.server.cut(stage.url);
    await eventually(() => write(other, 'm0'));
    while (heard.at(-1)?.seq !== 1) await once(news, 'change');
    await eventually(() => write(other, 'm1'));
    while (heard.at(-1)?.seq !== 2) await once(news, 'change');
    expect(messageIds(await eventually(() => stores.conversations.load(idOf('a'))))).toEqual(['m0', 'm1']);
  });
});

const away = async (): Promise<void> => {
  await stage.server.allowConnections(stage.url, false);
  await stage.server.cut(stage.url);
};

describe('a server that is away', () => {
  it('makes everything storage-unavailable, and is found by itself when it is back', async () => {
    const stores = await instance();
    await stores.conversations.create(moved(newConversation('a'), 'waiting'));
    await stores.agents.saveAgent(newAgent('sato'));
    await away();
    const attempts: Record<string, () => Promise<unknown>> = {
      load: () => stores.conversations.load(idOf('a')),
      update: () => write(stores, 'lost'),
      create: () => stores.conversations.create(newConversation('b')),
      desk: () => stores.conversations.openAtDesk(),
      search: () => stores.conversations.search({ scope: 'all', text: '', limit: 10 }),
      ready: () => stores.conversations.ready(),
      agent: () => stores.agents.findAgent('sato'),
      session: () => stores.agents.findSession('hash'),
    };
    for (const attempt of Object.values(attempts)) await expect(attempt()).rejects.toMatchObject(unavailable);
    await stage.server.allowConnections(stage.url, true);
    await eventually(() => stores.conversations.ready());
    await eventually(() => write(stores, 'kept'));
    expect(messageIds(await stores.conversations.load(idOf('a')))).toEqual(['kept']);
    expect(await stores.conversations.load(idOf('b'))).toBeNull();
    expect(await stores.agents.findAgent('sato')).toEqual(newAgent('sato'));
  });

  it('and a store that is closed refuse agents, too', async () => {
    const stores = await instance();
    await stores.conversations.close();
    await expect(stores.agents.findAgent('sato')).rejects.toMatchObject(unavailable);
  });

  it('does not keep the store from closing', async () => {
    const stores = await instance();
    await away();
    await expect(stores.conversations.close()).resolves.toBeUndefined();
    await stage.server.allowConnections(stage.url, true);
  });

  it('cannot acknowledge what it took read-only', async () => {
    const stores = await instance();
    await stores.conversations.create(newConversation('a'));
    const operator = await stage.server.connect(stage.url);
    const { pathname } = new URL(stage.url);
    await operator.query(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only TO on`);
    await operator.end();
    await stage.server.cut(stage.url);
    await expect(write(stores, 'lost')).rejects.toMatchObject(unavailable);
    await expect(stores.conversations.ready()).rejects.toMatchObject(unavailable);
    expect(messageIds(await eventually(() => stores.conversations.load(idOf('a'))))).toEqual([]);
  });
});

describe('a conversation that is damaged', () => {
  it.each([
    ['a head of another shape', `UPDATE conversations SET head = '{"id":1}' WHERE id = $1`],
    ['a head that is no object', `UPDATE conversations SET head = '7' WHERE id = $1`],
    ['another’s head', `UPDATE conversations SET head = (SELECT head FROM conversations WHERE id <> $1)`],
    ['an event of another shape', `UPDATE events SET event = '{"seq":1}' WHERE conversation_id = $1`],
    ['events that are missing', `DELETE FROM events WHERE conversation_id = $1`],
  ])('by %s is named and left alone, and the others are served', async (_, damage) => {
    const before = await instance();
    for (const name of ['a', 'b'])
      await before.conversations.create(withMessage(moved(newConversation(name), 'waiting'), 'm0'));
    const operator = await stage.server.connect(stage.url);
    await operator.query(damage, [idOf('a')]);
    await operator.end();
    const stores = await instance();
    const damaged = {
      code: 'storage-damaged',
      status: 500,
      cause: { message: expect.stringContaining(idOf('a')) },
    };
    await expect(stores.conversations.load(idOf('a'))).rejects.toMatchObject(damaged);
    await expect(write(stores, 'm1')).rejects.toMatchObject(damaged);
    for (let times = 0; times < 2; times += 1)
      expect((await stores.conversations.openAtDesk()).map(({ id }) => id)).toEqual([idOf('b')]);
    const found = await stores.conversations.search({ scope: 'all', text: '', limit: 10 });
    expect(found.conversations.map(({ id }) => id)).toEqual([idOf('b')]);
    expect((await changedSince(stores, new Date(0))).map(({ id }) => id)).toEqual([idOf('b')]);
    expect(stage.reported).toEqual([expect.objectContaining({ code: 'storage-damaged' })]);
  });
});
