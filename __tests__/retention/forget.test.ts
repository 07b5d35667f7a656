import { forgetCustomer, forgottenSchema } from '../../bot/retention/forget.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import type { MemoryConversations } from '../../bot/store/memory/conversations.ts';
import { conversationOf, idOf, newConversation, withState } from '../store/synthetic.ts';
import { fullConversation, HeldAttachments } from './held.ts';

let store: MemoryConversations;
let attachments: HeldAttachments;
beforeEach(() => {
  store = memoryStores(() => {}).conversations;
  attachments = new HeldAttachments();
});

const forget = (options: { evenAtDesk?: boolean; dryRun?: boolean } = {}) =>
  forgetCustomer(
    { store, remains: [attachments] },
    { customer: 'u1', evenAtDesk: false, dryRun: false, ...options },
  );

const counts = {
  conversations: 1,
  'messages of the customer': 1,
  'messages of agents': 1,
  'notes of agents': 1,
  'pictures and header rows': 0,
  'survey answers': 1,
  'opinions on answers': 1,
  'intake forms': 1,
  'states of dialogues': 1,
  attachments: 2,
};

describe('forgetting a customer', () => {
  it('removes their conversations and what hangs on them, says what that was, and touches nobody else', async () => {
    await store.create(fullConversation('mine', 'u1'));
    await store.create(fullConversation('other', 'u2'));
    await store.create(newConversation('anonymous'));
    attachments.add(idOf('mine'), 'one', 'two');
    attachments.add(idOf('other'), 'three');
    const forgotten = await forget();
    expect(forgotten).toEqual({
      removed: true,
      conversations: [idOf('mine')],
      counts: { ...counts, 'messages of the bot': 0 },
      atDesk: [],
      unreadable: [],
    });
    expect(forgottenSchema.parse(JSON.parse(JSON.stringify(forgotten)))).toEqual(forgotten);
    expect(await store.load(idOf('mine'))).toBeNull();
    expect([...attachments.held.keys()]).toEqual([idOf('other')]);
    for (const name of ['other', 'anonymous']) expect(await store.load(idOf(name))).not.toBeNull();
  });

  it('says in a dry run the same, and removes nothing', async () => {
    await store.create(fullConversation('mine', 'u1'));
    attachments.add(idOf('mine'), 'one', 'two');
    const found = await forget({ dryRun: true });
    expect(found).toMatchObject({ removed: false, conversations: [idOf('mine')], counts });
    expect(await store.load(idOf('mine'))).toEqual(fullConversation('mine', 'u1'));
    expect(await attachments.count(fullConversation('mine', 'u1'))).toBe(2);
  });

  it('of whom nothing is held is no error, and so is doing it again', async () => {
    const nothing = { removed: false, conversations: [], counts: {}, atDesk: [], unreadable: [] };
    expect(await forget()).toEqual(nothing);
    await store.create(conversationOf('mine', 'u1'));
    await forget();
    expect(await forget()).toEqual(nothing);
  });

  it.each(['waiting', 'claimed', 'answered'] as const)(
    'removes nothing at all while the desk has a conversation of theirs: %s',
    async (state) => {
      await store.create(withState(conversationOf('at-desk', 'u1'), state));
      await store.create(fullConversation('mine', 'u1'));
      expect(await forget()).toMatchObject({ removed: false, atDesk: [idOf('at-desk')] });
      for (const name of ['at-desk', 'mine']) expect(await store.load(idOf(name))).not.toBeNull();
      const all = await forget({ evenAtDesk: true });
      expect(all.conversations.toSorted()).toEqual([idOf('at-desk'), idOf('mine')].toSorted());
      expect(all.atDesk).toEqual([]);
      for (const name of ['at-desk', 'mine']) expect(await store.load(idOf(name))).toBeNull();
    },
  );

  it('leaves and names what has come to the desk while the others were removed', async () => {
    await store.create(conversationOf('first', 'u1'));
    await store.create(conversationOf('second', 'u1'));
    const load = store.load.bind(store);
    let looks = 0;
    store.load = async (id) => {
      const loaded = await load(id);
      looks += 1;
      if (looks === 2)
        await store.update(idOf('first'), async (current) => ({
          conversation: withState(current, 'waiting'),
          result: null,
        }));
      return loaded;
    };
    expect(await forget()).toMatchObject({
      removed: true,
      conversations: [idOf('second')],
      atDesk: [idOf('first')],
    });
  });

  it('takes what hangs on a conversation first, so that a run that was cut short finds the rest', async () => {
    await store.create(fullConversation('mine', 'u1'));
    attachments.add(idOf('mine'), 'one');
    attachments.before = () => {
      throw new Error('the disk failed');
    };
    await expect(forget()).rejects.toThrow('the disk failed');
    expect(await store.load(idOf('mine'))).not.toBeNull();

    attachments.before = () => store.setOutage('ENOSPC');
    await expect(forget()).rejects.toMatchObject({ code: 'storage-unavailable' });
    store.setOutage(null);
    attachments.before = () => {};
    expect(await forget()).toMatchObject({ removed: true, conversations: [idOf('mine')] });
  });

  it('takes, too, what was added to a conversation while it was being removed', async () => {
    await store.create(fullConversation('mine', 'u1'));
    attachments.add(idOf('mine'), 'one');
    store.onChange(({ conversationId }) => attachments.add(conversationId, 'uploaded meanwhile'));
    expect((await forget()).counts).toMatchObject({ attachments: 2 });
    expect(attachments.held.size).toBe(0);
  });
});
