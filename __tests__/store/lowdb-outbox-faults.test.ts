import path from 'node:path';
import type { Delivery } from '../../bot/domain/webhook.ts';
import { webhookEvents } from '../../bot/domain/webhook-events.ts';
import { SimulatedFiles, systemError, type PowerCut } from '../../bot/store/lowdb/simulated-files.ts';
import type { Stores } from '../../bot/store/port.ts';
import { failWith, goDark, playUntil, start as startStores, stepsOf, type Story } from './failing-disk.ts';
import { after, changeWithDue, newEndpoint, start } from './synthetic-webhooks.ts';
import { idOf, moved, newConversation, withMessage } from './synthetic.ts';

const { id: endpointId } = newEndpoint();

const takeAll = async (stores: Stores): Promise<Delivery[]> => {
  const taken: Delivery[] = [];
  for (;;) {
    const delivery = await stores.outbox.take({ endpointId, now: after(3_600), until: after(7_200) });
    if (!delivery) return taken;
    taken.push(delivery);
    await stores.outbox.remove(delivery.id);
  }
};

const named = ({ event }: Pick<Delivery, 'event'>): string =>
  `${event.data.conversationId} ${event.data.seq} ${event.type} ${event.timestamp}`;

/** Every webhook of every event that is stored, as it would be made. */
const eventsStored = async (stores: Stores): Promise<string[]> => {
  const told: string[] = [];
  for (const name of ['a', 'b']) {
    const stored = await stores.conversations.load(idOf(name));
    if (stored) told.push(...webhookEvents(newConversation(name), stored).map((event) => named({ event })));
  }
  return told.toSorted();
};

/** Each change has another time, as in life: by it a leftover is told from what happened in its place. */
const story: Story = async (stores, acknowledged) => {
  for (const name of ['a', 'b']) {
    await stores.conversations.create(newConversation(name));
    acknowledged.set(idOf(name), newConversation(name));
  }
  let seconds = 0;
  const later = (): Date => after((seconds += 1));
  await changeWithDue(stores, 'a', (current) => withMessage(current, 'm0'));
  await changeWithDue(stores, 'a', (current) => moved(withMessage(current, 'm1'), 'waiting', later()));
  await changeWithDue(stores, 'b', (current) => withMessage(current, 'm0'));
  await changeWithDue(stores, 'a', (current) => moved(current, 'closed', later()));
};

describe('a power cut', () => {
  it.each<PowerCut>(['lost', 'torn'])(
    'before any step parts no change from its webhooks: each event that is stored has one, and no other is sent (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOf(story);
      expect(steps.some(({ path: file }) => file.includes('outbox'))).toBe(true);
      for (let number = 0; number <= steps.length; number += 1) {
        const { files } = await playUntil(story, number, goDark);
        files.cutPower(cut);
        const damage: unknown[] = [];
        const stores = await startStores(files, (error) => damage.push(error));
        expect((await takeAll(stores)).map(named).toSorted()).toEqual(await eventsStored(stores));
        expect(damage).toEqual([]);
      }
    },
  );
});

describe('a failing disk', () => {
  it.each(['ENOSPC', 'EIO'])(
    '%s at any step refuses the change with its webhooks, and a retry after it makes each once',
    async (code) => {
      const steps = await stepsOf(story);
      for (let number = 0; number < steps.length; number += 1) {
        const { files, stores, error } = await playUntil(story, number, failWith(code));
        const unavailable = { code: 'storage-unavailable' };
        expect(error ?? unavailable).toMatchObject(unavailable);
        expect((await takeAll(stores)).map(named).toSorted()).toEqual(await eventsStored(stores));
        if (!(await stores.conversations.load(idOf('b')))) continue;
        await changeWithDue(stores, 'b', (current) => moved(current, 'waiting', after(60)));
        await stores.conversations.close();
        files.cutPower('lost');
        const restarted = await startStores(files);
        const sent = (await takeAll(restarted)).map(named);
        const seq = (await restarted.conversations.load(idOf('b')))?.events.length;
        expect(sent).toContain(`${idOf('b')} ${seq} conversation.waiting ${after(60).toISOString()}`);
        // What was sent before may come once more: that its file is gone need not have reached the disk.
        const stored = await eventsStored(restarted);
        expect(sent.filter((each) => !stored.includes(each))).toEqual([]);
      }
    },
  );

  it('that does not take the webhook does not take the change either', async () => {
    const files = new SimulatedFiles();
    const stores = await startStores(files);
    await stores.conversations.create(newConversation('a'));
    files.beforeStep = ({ path: file }) => {
      if (file.includes('outbox')) throw systemError('ENOSPC', file);
    };
    const refused = changeWithDue(stores, 'a', (current) => withMessage(current, 'm0'));
    await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable', status: 503 });
    expect((await stores.conversations.load(idOf('a')))?.events).toEqual([]);
  });
});

describe('a leftover of a change that never was', () => {
  it('is not sent for what happened in its place', async () => {
    const files = new SimulatedFiles();
    const stores = await startStores(files);
    await stores.conversations.create(newConversation('a'));
    files.beforeStep = ({ path: file }) => {
      if (file.includes('conversations')) throw systemError('EIO', file);
    };
    const refused = changeWithDue(stores, 'a', (current) => moved(current, 'waiting', after(1)));
    await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable' });
    files.beforeStep = () => {};
    await stores.conversations.update(idOf('a'), async (current) => ({
      conversation: moved(current, 'waiting', after(2)),
      result: undefined,
    }));
    expect(await takeAll(stores)).toEqual([]);
    await stores.conversations.close();
    const restarted = await startStores(files);
    expect(await takeAll(restarted)).toEqual([]);
    expect(await restarted.outbox.backlog()).toEqual(new Map());
    expect(await files.list('/data/outbox/pending')).toEqual([]);
  });

  it('goes with its conversation when that is forgotten', async () => {
    const files = new SimulatedFiles();
    const stores = await startStores(files);
    await stores.conversations.create(newConversation('a'));
    files.beforeStep = ({ path: file }) => {
      if (file.includes('conversations')) throw systemError('EIO', file);
    };
    await changeWithDue(stores, 'a', (current) => withMessage(current, 'm0')).catch(() => {});
    files.beforeStep = () => {};
    expect(await stores.outbox.forgetConversation(idOf('a'))).toBe(1);
    files.cutPower('lost');
    expect(await files.list('/data/outbox/pending')).toEqual([]);
  });
});

const fill = async (files: SimulatedFiles): Promise<Stores> => {
  const stores = await startStores(files);
  for (const name of ['a', 'b']) {
    await stores.conversations.create(newConversation(name));
    await changeWithDue(stores, name, (current) => withMessage(withMessage(current, 'm0'), 'm1'));
  }
  return stores;
};

describe('a start', () => {
  it('reads no webhook, however many there are', async () => {
    const files = new SimulatedFiles();
    await fill(files);
    const read: string[] = [];
    const readText = files.readText.bind(files);
    files.readText = (file) => {
      read.push(file);
      return readText(file);
    };
    const stores = await startStores(files);
    expect(read.filter((file) => file.includes('outbox'))).toEqual([]);
    expect(await stores.outbox.backlog()).toEqual(new Map([[endpointId, 4]]));
  });

  it('keeps when each is due, how often it failed, and what was given up', async () => {
    const files = new SimulatedFiles();
    const before = await fill(files);
    const first = await before.outbox.take({ endpointId, now: start, until: after(60) });
    const second = await before.outbox.take({ endpointId, now: start, until: after(60) });
    if (!first || !second) throw new Error('two are due');
    const nextAt = after(300).toISOString();
    await before.outbox.note({ ...first, attempts: 1, nextAt, lastFailure: 'timeout' });
    await before.outbox.note({ ...second, attempts: 9, nextAt: null, lastFailure: 'timeout' });
    const stores = await startStores(files);
    const others = await stores.outbox.take({ endpointId, now: after(299), until: after(360) });
    expect(others?.event.data).toMatchObject({ conversationId: second.event.data.conversationId, seq: 2 });
    expect(await stores.outbox.take({ endpointId, now: after(299), until: after(360) })).toBeNull();
    expect(await stores.outbox.take({ endpointId, now: after(300), until: after(360) })).toEqual({
      ...first,
      attempts: 1,
      nextAt,
      lastFailure: 'timeout',
    });
    expect(await stores.outbox.list({ endpointId, failed: true, limit: 10 })).toMatchObject([
      { id: second.id, attempts: 9 },
    ]);
  });

  it('between giving one up and taking it off the list takes it for given up', async () => {
    const files = new SimulatedFiles();
    const before = await fill(files);
    const first = await before.outbox.take({ endpointId, now: start, until: after(60) });
    if (!first) throw new Error('one is due');
    files.beforeStep = (step) => {
      if (step.operation === 'remove' && step.path.includes('pending')) throw systemError('EIO', step.path);
    };
    await before.outbox.note({ ...first, nextAt: null, lastFailure: 'timeout' }).catch(() => {});
    files.beforeStep = () => {};
    const stores = await startStores(files);
    expect((await takeAll(stores)).map(({ id }) => id)).not.toContain(first.id);
    expect(await stores.outbox.list({ endpointId, failed: false, limit: 10 })).toMatchObject([
      { id: first.id },
    ]);
  });

  it('lets a damaged one hold up nothing, names it, and leaves it as it is', async () => {
    const files = new SimulatedFiles();
    const before = await fill(files);
    const first = await before.outbox.take({ endpointId, now: start, until: after(60) });
    const names = (await files.list('/data/outbox/pending')) ?? [];
    const damaged = names.find((name) => name.includes(first?.id ?? 'none')) ?? '';
    const file = await files.create(path.join('/data/outbox/pending', damaged));
    await file.write('{');
    await file.close();
    const reported: unknown[] = [];
    const stores = await startStores(files, (error) => reported.push(error));
    expect(await takeAll(stores)).toHaveLength(3);
    expect(reported).toMatchObject([
      { code: 'storage-damaged', cause: { message: expect.stringContaining(damaged) } },
    ]);
    expect(await files.readText(path.join('/data/outbox/pending', damaged))).toBe('{');
  });
});

it('a change without webhooks writes exactly what it wrote before there were any', async () => {
  const files = new SimulatedFiles();
  const stores = await startStores(files);
  await stores.conversations.create(newConversation('a'));
  const steps: string[] = [];
  files.beforeStep = ({ operation }) => steps.push(operation);
  await stores.conversations.update(idOf('a'), async (current) => ({
    conversation: withMessage(current, 'm0'),
    result: undefined,
    due: [],
  }));
  expect(steps).toEqual(['create', 'write', 'sync', 'rename', 'syncFolder']);
});
