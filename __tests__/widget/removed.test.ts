import { hangUpAll, say, setUp, visitor } from './client-set-up.ts';
import { settle } from './fakes.ts';

afterEach(hangUpAll);

/** A visitor who was answered, and whose conversation the server then removes. */
const removed = async () => {
  const opened = setUp();
  const { client, clock, server } = opened;
  client.start(visitor());
  await settle();
  client.send(say('給与明細'));
  await settle();
  server.conversations.clear();
  server.hangUp();
  await settle();
  await clock.wakeAll();
  return opened;
};

describe('a conversation that was removed', () => {
  it('is left for a new one, says so, and leaves nothing in the browser', async () => {
    const { client, server, storage, said } = await removed();
    expect(client.snapshot).toMatchObject({ phase: 'ready', replaced: true, disconnected: false });
    expect(said()).toEqual([]);
    expect(server.calls.filter((call) => call === 'open')).toHaveLength(2);
    for (const key of ['madoguchi:session', 'madoguchi:transcript', 'madoguchi:outbox', 'madoguchi:draft'])
      expect(storage.getItem(key) ?? '').not.toContain('給与明細');
  });

  it('is no longer spoken of once something was said in the new one', async () => {
    const { client, said } = await removed();
    client.send(say('招待メール'));
    await settle();
    expect(said()).toEqual(['招待メール', '「招待メール」への回答']);
    expect(client.snapshot.replaced).toBe(false);
  });

  it('is told of after a reload, too', async () => {
    const { client, server, storage } = setUp();
    client.start(visitor());
    await settle();
    client.send(say('給与明細'));
    await settle();
    server.conversations.clear();
    const next = setUp(server, storage);
    next.client.start(visitor());
    await settle();
    expect(next.client.snapshot).toMatchObject({ phase: 'ready', replaced: true });
  });

  it('is not worth a word when nothing had been said in it', async () => {
    const { client, clock, server } = setUp();
    client.start(visitor());
    await settle();
    server.conversations.clear();
    server.hangUp();
    await settle();
    await clock.wakeAll();
    expect(server.calls.filter((call) => call === 'open')).toHaveLength(2);
    expect(client.snapshot.replaced).toBe(false);
  });

  it('is not what a customer is told who begins a new one on purpose', async () => {
    const { client } = await removed();
    client.startOver();
    await settle();
    expect(client.snapshot.replaced).toBe(false);
  });
});
