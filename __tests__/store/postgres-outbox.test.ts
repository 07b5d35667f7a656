import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresStores } from '../../bot/store/postgres/open.ts';
import { delivered, failed, openScene } from '../handoff/webhooks/scene.ts';
import { numbered } from './opened.ts';
import { setPostgres } from './postgres-stage.ts';
import { after, changeWithDue, dueOf, newEndpoint, start } from './synthetic-webhooks.ts';
import { idOf, newConversation, withMessage } from './synthetic.ts';

const endpoint = newEndpoint();

const stage = setPostgres();
const { instance } = stage;

const take = ({ outbox }: PostgresStores, now = start) =>
  outbox.take({ endpointId: endpoint.id, now, until: new Date(now.getTime() + 60_000) });

describe('two instances over one database', () => {
  const crowd = numbered(20);

  it('deliver each webhook once, in the order of its conversation, whoever has it', async () => {
    const scenes = [openScene(await instance()), openScene(await instance())];
    const [one, other] = scenes;
    if (!one || !other) throw new Error('there are two');
    await one.add(endpoint);
    await other.endpoints.look();
    for (const name of crowd) await one.open(name);
    for (const scene of scenes)
      scene.answer(async () => {
        await sleep(Math.random() * 5);
        return delivered;
      });
    await Promise.all(
      crowd.map((name, index) => (index % 2 === 0 ? one : other).write(name, 'm1', 'm2', 'm3')),
    );
    while ((await one.stores.outbox.backlog()).size > 0) await Promise.all(scenes.map(({ look }) => look()));

    const attempts = scenes.flatMap((scene) => scene.attempts);
    expect(attempts).toHaveLength(60);
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(60);
    expect(one.attempts.length).toBeGreaterThan(0);
    expect(other.attempts.length).toBeGreaterThan(0);
    for (const scene of scenes) expect(scene.reported).toEqual([]);
  });

  it('never have two of one conversation under way at once', async () => {
    const scenes = [openScene(await instance()), openScene(await instance())];
    const [one] = scenes;
    await one?.add(endpoint);
    for (const name of ['a', 'b']) await one?.open(name);
    for (const name of ['a', 'b']) await one?.write(name, ...numbered(8));
    const order: string[] = [];
    let under = new Set<string>();
    for (const scene of scenes)
      scene.answer(async ({ body }) => {
        const { conversationId, seq } = body.data;
        expect(under.has(conversationId)).toBe(false);
        under = new Set([...under, conversationId]);
        await sleep(3);
        order.push(`${conversationId} ${seq}`);
        under.delete(conversationId);
        return delivered;
      });
    while (order.length < 16) await Promise.all(scenes.map(({ look }) => look()));
    for (const name of ['a', 'b'])
      expect(order.filter((each) => each.startsWith(idOf(name)))).toEqual(
        Array.from({ length: 8 }, (_, index) => `${idOf(name)} ${index + 1}`),
      );
    for (const scene of scenes) expect(scene.reported).toEqual([]);
  });

  it('take over what one that has ended had under way, under the same id', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.endpoints.add(endpoint);
    await one.conversations.create(newConversation('a'));
    const [due] = await changeWithDue(one, 'a', (current) => withMessage(current, 'm1'));
    expect(await take(one)).toMatchObject({ id: due?.id });
    await one.conversations.close();
    expect(await take(other, after(59))).toBeNull();
    expect(await take(other, after(60))).toMatchObject({ id: due?.id });
  });

  it('put off those behind one that failed, and let them go with it', async () => {
    const scene = openScene(await instance());
    await scene.add(endpoint);
    await scene.open('a');
    await scene.write('a', 'm1', 'm2', 'm3');
    scene.answer(() => (scene.attempts.length < 3 ? failed() : delivered));
    await scene.look();
    const listed = await scene.stores.outbox.list({ endpointId: endpoint.id, failed: false, limit: 10 });
    expect(new Set(listed.map(({ nextAt }) => nextAt))).toEqual(new Set([after(5).toISOString()]));
    await scene.pass(310, 5);
    expect(scene.attempts.map(({ body }) => body.data.seq)).toEqual([1, 1, 1, 2, 3]);
  });
});

describe('a change and its webhooks', () => {
  it('are lost together when the connection is cut in the middle, and the next try makes each once', async () => {
    const stores = await instance();
    await stores.conversations.create(newConversation('a'));
    const cut = changeWithDue(stores, 'a', (current) => withMessage(current, 'm1'));
    const during = stores.conversations.update(idOf('a'), async (current) => {
      await stage.server.cut(stage.url);
      await sleep(50);
      const lost = withMessage(current, 'lost');
      return { conversation: lost, result: undefined, due: dueOf(current, lost) };
    });
    await cut;
    await expect(during).rejects.toMatchObject({ code: 'storage-unavailable' });
    const change = () => changeWithDue(stores, 'a', (current) => withMessage(current, 'm2'));
    // The connections that were cut are found out one by one.
    let made = await change().catch(() => null);
    while (!made) made = await change().catch(() => null);
    const listed = await stores.outbox.list({ endpointId: endpoint.id, failed: false, limit: 10 });
    expect(listed.map(({ event }) => event.data.seq)).toEqual([1, 2]);
  });

  it('are undone together when the webhook cannot be written', async () => {
    const stores = await instance();
    await stores.conversations.create(newConversation('a'));
    const operator = await stage.server.connect(stage.url);
    await operator.query('ALTER TABLE webhook_deliveries ADD CONSTRAINT full_disk CHECK (false)');
    const refused = changeWithDue(stores, 'a', (current) => withMessage(current, 'm1'));
    await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect((await stores.conversations.load(idOf('a')))?.events).toEqual([]);
    await operator.query('ALTER TABLE webhook_deliveries DROP CONSTRAINT full_disk');
    await operator.end();
    await changeWithDue(stores, 'a', (current) => withMessage(current, 'm1'));
    expect(await take(stores)).not.toBeNull();
  });

  it('go together when the conversation is deleted', async () => {
    const stores = await instance();
    await stores.conversations.create(newConversation('a'));
    await changeWithDue(stores, 'a', (current) => withMessage(current, 'm1'));
    const operator = await stage.server.connect(stage.url);
    await operator.query('DELETE FROM conversations');
    await operator.end();
    expect(await stores.outbox.backlog()).toEqual(new Map());
  });
});
