import type { Delivery } from '../../bot/domain/webhook.ts';
import type { Stores } from '../../bot/store/port.ts';
import type { Opened } from './opened.ts';
import { after, changeWithDue, dueOf, newEndpoint, start } from './synthetic-webhooks.ts';
import { idOf, newConversation, withMessage } from './synthetic.ts';

const endpointId = newEndpoint().id;

const numbersOf = (deliveries: (Delivery | null)[]): (number | undefined)[] =>
  deliveries.map((delivery) => delivery?.event.data.seq);

/** What every adapter promises of webhooks that are due. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeOutbox = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: the outbox`, () => {
    let opened: Opened;
    let stores: Stores;
    beforeEach(async () => {
      opened = await openNew();
      ({ stores } = opened);
      await stores.endpoints.add(newEndpoint());
      for (const each of ['a', 'b']) await stores.conversations.create(newConversation(each));
    });
    afterEach(() => opened.dispose());

    const write = (conversation: string, ...ids: string[]) =>
      changeWithDue(stores, conversation, (current) => ids.reduce(withMessage, current));
    const take = (now = start, until = after(60)) => stores.outbox.take({ endpointId, now, until });
    const listed = (failed = false) => stores.outbox.list({ endpointId, failed, limit: 100 });
    const fail = (delivery: Delivery, nextAt: Date | null) =>
      stores.outbox.note({
        ...delivery,
        attempts: delivery.attempts + 1,
        nextAt: nextAt && nextAt.toISOString(),
        lastFailure: 'status-500',
      });
    const taken = async (now = start): Promise<Delivery> => {
      const delivery = await take(now);
      if (!delivery) throw new Error('nothing is due');
      return delivery;
    };

    it('gives out what came with a change, to one caller until the time is over, then again', async () => {
      const [due] = await write('a', 'm1');
      expect(await take()).toEqual({ ...due, nextAt: expect.any(String) });
      expect(await take()).toBeNull();
      expect(await take(after(59))).toBeNull();
      expect(await take(after(60))).toMatchObject({ id: due?.id, attempts: 0 });
    });

    it('holds nothing of a change that was refused or changed nothing', async () => {
      const refused = stores.conversations.update(idOf('a'), async () => {
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      await stores.conversations.update(idOf('a'), async (current) => ({
        conversation: null,
        result: undefined,
        due: dueOf(current, withMessage(current, 'm1')),
      }));
      expect(await take()).toBeNull();
      expect(await listed()).toEqual([]);
    });

    it('refuses a webhook of what is not in the conversation, and the change with it', async () => {
      const wrong = stores.conversations.update(idOf('a'), async (current) => ({
        conversation: withMessage(current, 'm1'),
        result: undefined,
        due: dueOf(current, withMessage(withMessage(current, 'm1'), 'm2')),
      }));
      await expect(wrong).rejects.toThrow('must tell of an event of the conversation');
      expect((await stores.conversations.load(idOf('a')))?.events).toEqual([]);
      expect(await take()).toBeNull();
    });

    it('forgets what was delivered', async () => {
      await write('a', 'm1');
      await stores.outbox.remove((await taken()).id);
      expect(await take(after(3_600))).toBeNull();
      expect(await listed()).toEqual([]);
      await expect(stores.outbox.remove('msg_unknown-unknown-unknown')).resolves.toBeUndefined();
    });

    it('gives out a conversation’s in the order of events, a later one never before an earlier one is through', async () => {
      await write('a', 'm1', 'm2');
      await write('a', 'm3');
      const first = await taken();
      expect(first.event.data.seq).toBe(1);
      expect(await take()).toBeNull();
      await stores.outbox.remove(first.id);
      const second = await taken();
      expect(second.event.data.seq).toBe(2);
      await fail(second, after(300));
      expect(await take(after(299))).toBeNull();
      const again = await taken(after(300));
      expect(again).toMatchObject({ id: second.id, attempts: 1, lastFailure: 'status-500' });
      await stores.outbox.remove(again.id);
      expect(numbersOf([await take(after(300))])).toEqual([3]);
    });

    it('lets no conversation that fails hold up another, nor one endpoint another', async () => {
      const other = newEndpoint('other').id;
      await changeWithDue(stores, 'a', (current) => withMessage(current, 'm1'), [endpointId, other]);
      await fail(await taken(), after(3_600));
      await write('b', 'm1');
      expect((await taken()).event.data.conversationId).toBe(idOf('b'));
      const elsewhere = await stores.outbox.take({ endpointId: other, now: start, until: after(60) });
      expect(elsewhere?.event.data.conversationId).toBe(idOf('a'));
    });

    it('lets those behind one that is delivered early go at once', async () => {
      await write('a', 'm1', 'm2');
      const first = await taken();
      await fail(first, after(36_000));
      expect(await stores.outbox.retry(first.id, after(60))).toBe(true);
      await stores.outbox.remove((await taken(after(60))).id);
      expect(numbersOf([await take(after(60))])).toEqual([2]);
    });

    it('keeps what was given up, which holds up nothing, until it is asked for again', async () => {
      await write('a', 'm1', 'm2');
      const first = await taken();
      await fail(first, null);
      expect(await listed(true)).toEqual([
        { ...first, attempts: 1, nextAt: null, lastFailure: 'status-500' },
      ]);
      expect(numbersOf([await take()])).toEqual([2]);
      expect(await stores.outbox.retry(first.id, after(7_200))).toBe(true);
      expect(await taken(after(7_200))).toMatchObject({
        id: first.id,
        attempts: 0,
        lastFailure: null,
        startedAt: after(7_200).toISOString(),
      });
      expect(await listed(true)).toEqual([]);
      expect(await stores.outbox.retry('msg_unknown-unknown-unknown', start)).toBe(false);
    });

    it('finds all of one conversation, given up or not, and none of another', async () => {
      const [first, second] = await write('a', 'm1', 'm2');
      await write('b', 'm3');
      await fail(await taken(), null);
      const found = await stores.outbox.ofConversation(idOf('a'));
      expect(found.map(({ id }) => id).toSorted()).toEqual([first?.id, second?.id].toSorted());
      expect(await stores.outbox.ofConversation(idOf('c'))).toEqual([]);
    });

    it('notes nothing of what has gone or was given up meanwhile', async () => {
      await write('a', 'm1');
      const delivery = await taken();
      await stores.outbox.giveUp(endpointId, 'gone');
      await fail(delivery, after(5));
      expect(await listed()).toMatchObject([{ attempts: 0, nextAt: null, lastFailure: 'gone' }]);
      await stores.outbox.forgetConversation(idOf('a'));
      await fail(delivery, after(5));
      expect(await listed()).toEqual([]);
    });

    it('gives up all of an endpoint at once, and says how many', async () => {
      await write('a', 'm1', 'm2');
      await write('b', 'm1');
      await taken();
      expect(await stores.outbox.giveUp(endpointId, 'gone')).toBe(3);
      expect(await stores.outbox.giveUp(endpointId, 'gone')).toBe(0);
      expect(await take(after(3_600))).toBeNull();
      expect(await listed(true)).toHaveLength(3);
    });

    it('counts what is pending, by endpoint', async () => {
      const other = newEndpoint('other').id;
      await changeWithDue(stores, 'a', (current) => withMessage(current, 'm1'), [endpointId, other]);
      await write('b', 'm1');
      const delivery = await taken();
      expect(await stores.outbox.backlog()).toEqual(
        new Map([
          [endpointId, 2],
          [other, 1],
        ]),
      );
      await fail(delivery, null);
      expect((await stores.outbox.backlog()).get(endpointId)).toBe(1);
    });

    it('forgets all of one conversation and nothing of another', async () => {
      await write('a', 'm1', 'm2');
      await write('b', 'm1');
      await fail(await taken(), null);
      expect(await stores.outbox.forgetConversation(idOf('a'))).toBe(2);
      expect(await stores.outbox.forgetConversation(idOf('a'))).toBe(0);
      expect((await listed()).map(({ event }) => event.data.conversationId)).toEqual([idOf('b')]);
    });

    it('tidies away what was given up long ago, and what belongs to no endpoint', async () => {
      await write('a', 'm1', 'm2');
      await write('b', 'm1');
      await fail(await taken(), null);
      await stores.outbox.tidy(start);
      expect(await listed()).toHaveLength(3);
      await stores.outbox.tidy(after(1));
      expect(await listed()).toHaveLength(2);
      expect(await listed(true)).toEqual([]);
      await stores.endpoints.remove(endpointId);
      await stores.outbox.tidy(start);
      expect(await listed()).toEqual([]);
      expect(await stores.outbox.backlog()).toEqual(new Map());
    });

    it('lists the oldest first, up to a limit', async () => {
      await write('a', 'm1', 'm2');
      await fail(await taken(), null);
      const [first] = await listed(true);
      await stores.outbox.retry(first?.id ?? '', after(60));
      await taken(after(60));
      expect(numbersOf(await listed())).toEqual([2, 1]);
      expect(numbersOf(await stores.outbox.list({ endpointId, failed: false, limit: 1 }))).toHaveLength(1);
    });

    it('takes in what comes from another store, once', async () => {
      const conversation = withMessage(withMessage(newConversation('a'), 'm1'), 'm2');
      await stores.conversations.update(idOf('a'), async () => ({ conversation, result: undefined }));
      const [failed, pending] = dueOf(newConversation('a'), conversation);
      if (!failed || !pending) throw new Error('two are due');
      const moved = [{ ...failed, nextAt: null, attempts: 9, lastFailure: 'status-500' }, pending];
      for (const _ of ['once', 'again']) await stores.outbox.add(moved);
      expect(await listed(true)).toEqual([moved[0]]);
      expect(await take()).toMatchObject({ id: pending.id });
      expect(await take()).toBeNull();
      await stores.outbox.remove(pending.id);
      expect(await listed()).toHaveLength(1);
    });

    it('gives each to one of many who take at once', async () => {
      for (const each of ['a', 'b']) await write(each, 'm1');
      const got = await Promise.all(Array.from({ length: 10 }, () => take()));
      const ids = got.flatMap((delivery) => delivery?.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(0);
    });
  });
};
