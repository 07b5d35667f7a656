import type { Conversation } from '../../bot/domain/conversation.ts';
import type { ConversationChange, Stores } from '../../bot/store/port.ts';
import { numbered, type Opened } from './opened.ts';
import { selected } from './selected.ts';
import { conversationOf, idOf, moved, newConversation, withMessage } from './synthetic.ts';

const changedAt = (name: string, updatedAt: string): Conversation => ({
  ...newConversation(name),
  updatedAt,
});

const always = async (): Promise<boolean> => true;

/** What every adapter promises of removing conversations, and of finding those that are to be removed. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeRemoval = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: removal`, () => {
    let opened: Opened;
    let stores: Stores;
    beforeEach(async () => {
      opened = await openNew();
      stores = opened.stores;
    });
    afterEach(() => opened.dispose());

    it('takes a conversation from everywhere: reading, the desk, the history, selections', async () => {
      const waiting = moved(withMessage(conversationOf('a', 'u1'), '忘れてください'), 'waiting');
      await stores.conversations.create(waiting);
      await stores.conversations.create(moved(conversationOf('b', 'u2'), 'waiting'));
      expect(await stores.conversations.remove(idOf('a'), always)).toBe(true);
      expect(await stores.conversations.load(idOf('a'))).toBeNull();
      const atDesk = await stores.conversations.openAtDesk();
      expect(atDesk.map(({ id }) => id)).toEqual([idOf('b')]);
      const search = { scope: 'all', text: '', limit: 10 } as const;
      const { conversations } = await stores.conversations.search(search);
      expect(conversations.map(({ id }) => id)).toEqual([idOf('b')]);
      expect(await selected(stores, { customer: 'u1' })).toEqual([]);
    });

    it('answers what comes afterwards as for a conversation that never was', async () => {
      await stores.conversations.create(newConversation('a'));
      await stores.conversations.remove(idOf('a'), always);
      const changed = stores.conversations.update(idOf('a'), async () => ({ conversation: null, result: 1 }));
      await expect(changed).rejects.toMatchObject({ code: 'conversation-not-found', status: 404 });
      expect(await stores.conversations.remove(idOf('a'), always)).toBe(false);
      await stores.conversations.create(withMessage(newConversation('a'), 'm0'));
      expect((await stores.conversations.load(idOf('a')))?.events).toHaveLength(1);
      expect(await stores.conversations.remove(idOf('a'), always)).toBe(true);
    });

    it.each(['', 'short', '../../../../etc/passwd', idOf('none')])(
      'of an id that is not there is no error: %j',
      async (id) => {
        let asked = false;
        const ask = async () => (asked = true);
        expect(await stores.conversations.remove(id, ask)).toBe(false);
        expect(asked).toBe(false);
      },
    );

    it('asks with the newest state, and leaves everything where the answer is no', async () => {
      await stores.conversations.create(newConversation('a'));
      await stores.conversations.update(idOf('a'), async (current) => ({
        conversation: withMessage(current, 'm0'),
        result: undefined,
      }));
      let seen: Conversation | null = null;
      const refuse = async (current: Conversation) => {
        seen = current;
        current.events.length = 0;
        return false;
      };
      expect(await stores.conversations.remove(idOf('a'), refuse)).toBe(false);
      expect(seen).toMatchObject({ id: idOf('a') });
      expect((await stores.conversations.load(idOf('a')))?.events).toHaveLength(1);
    });

    it('passes on why the question failed, and leaves everything', async () => {
      await stores.conversations.create(newConversation('a'));
      const reason = new Error('an attachment could not be removed');
      const failing = stores.conversations.remove(idOf('a'), async () => {
        throw reason;
      });
      await expect(failing).rejects.toBe(reason);
      expect(await stores.conversations.load(idOf('a'))).toEqual(newConversation('a'));
    });

    it('waits for the change under way, and a change behind it finds nothing', async () => {
      await stores.conversations.create(newConversation('a'));
      const write = (id: string) =>
        stores.conversations.update(idOf('a'), async (current) => ({
          conversation: withMessage(current, id),
          result: current.events.length,
        }));
      const messages: number[] = [];
      const outcomes = await Promise.allSettled([
        write('m0'),
        stores.conversations.remove(idOf('a'), async ({ events }) => messages.push(events.length) > 0),
        write('m1'),
      ]);
      expect(messages).toEqual([1]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      expect(await stores.conversations.load(idOf('a'))).toBeNull();
    });

    it('is done by one of many who try at once', async () => {
      await stores.conversations.create(newConversation('a'));
      const tries = await Promise.all(numbered(10).map(() => stores.conversations.remove(idOf('a'), always)));
      expect(tries.filter(Boolean)).toHaveLength(1);
    });

    it('tells listeners, when a reader already finds nothing', async () => {
      await stores.conversations.create(newConversation('a'));
      const heard: ConversationChange[] = [];
      const seen: Promise<Conversation | null>[] = [];
      stores.conversations.onChange((change) => {
        heard.push(change);
        seen.push(stores.conversations.load(change.conversationId));
      });
      await stores.conversations.remove(idOf('a'), always);
      expect(heard).toEqual([{ conversationId: idOf('a'), seq: null, everAtDesk: true }]);
      expect(await Promise.all(seen)).toEqual([null]);
    });

    it('selects the conversations of one customer, and no others', async () => {
      const subject = "u1 'quoted' %_\\ 山田";
      for (const each of ['a', 'b']) await stores.conversations.create(conversationOf(each, subject));
      await stores.conversations.create(conversationOf('c', `${subject}0`));
      await stores.conversations.create(newConversation('anonymous'));
      expect(await selected(stores, { customer: subject })).toEqual([idOf('a'), idOf('b')]);
      expect(await selected(stores, { customer: 'nobody' })).toEqual([]);
      expect(await selected(stores, { customer: '' })).toEqual([]);
    });

    it('selects what last changed before an instant', async () => {
      await stores.conversations.create(changedAt('old', '2023-01-01T00:00:00.000Z'));
      await stores.conversations.create(changedAt('edge', '2024-01-01T00:00:00.000Z'));
      await stores.conversations.create(changedAt('young', '2024-01-01T00:00:00.001Z'));
      const before = (text: string) => selected(stores, { changedBefore: new Date(text) });
      expect(await before('2024-01-01T00:00:00.000Z')).toEqual([idOf('old')]);
      expect(await before('2024-01-01T00:00:00.001Z')).toEqual([idOf('edge'), idOf('old')]);
      expect(await before('2000-01-01T00:00:00.000Z')).toEqual([]);
    });

    it('selects more than one portion of them, each once, while they are removed', async () => {
      const names = numbered(250);
      const old = '2023-01-01T00:00:00.000Z';
      for (const each of names)
        await stores.conversations.create({ ...conversationOf(each, 'u1'), updatedAt: old });
      const removed: string[] = [];
      const changedBefore = new Date('2024-01-01T00:00:00.000Z');
      for await (const { ids } of stores.conversations.select({ changedBefore }))
        for (const id of ids) if (await stores.conversations.remove(id, always)) removed.push(id);
      expect(removed.toSorted()).toEqual(names.map(idOf).toSorted());
      expect(await selected(stores, { customer: 'u1' })).toEqual([]);
    });

    it('finds and removes whoever has characters that no text may hold', async () => {
      const odd = { ...conversationOf('a', 'u1'), pageUrl: 'https://example.com/\0' };
      const half = { ...conversationOf('b', 'u1'), pageUrl: 'https://example.com/\ud800' };
      for (const each of [odd, half]) await stores.conversations.create(each);
      for (const id of await selected(stores, { customer: 'u1' }))
        await stores.conversations.remove(id, async ({ customer }) => customer.subject === 'u1');
      for (const { id } of [odd, half]) expect(await stores.conversations.load(id)).toBeNull();
    });

    it('refuses to remove and to select once it is closed', async () => {
      await stores.conversations.create(newConversation('a'));
      await stores.conversations.close();
      const unavailable = { code: 'storage-unavailable' };
      await expect(stores.conversations.remove(idOf('a'), always)).rejects.toMatchObject(unavailable);
      await expect(selected(stores, { customer: 'u1' })).rejects.toMatchObject(unavailable);
    });
  });
};
