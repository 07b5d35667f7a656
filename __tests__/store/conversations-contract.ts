import { EventEmitter, once } from 'node:events';
import type { Conversation, DeskState } from '../../bot/domain/conversation.ts';
import { lastSeq } from '../../bot/domain/conversation.ts';
import type { ConversationChange, Stores } from '../../bot/store/port.ts';
import { idOf, messageIds, moved, newConversation, withMessage, withState } from './synthetic.ts';
import { numbered } from './opened.ts';
import type { Opened } from './opened.ts';

const write = (stores: Stores, name: string, clientMessageId: string): Promise<number> =>
  stores.conversations.update(idOf(name), async (current) => {
    const conversation = withMessage(current, clientMessageId);
    return { conversation, result: lastSeq(conversation) };
  });

const move = (stores: Stores, name: string, state: DeskState): Promise<void> =>
  stores.conversations.update(idOf(name), async (current) => ({
    conversation: withState(current, state),
    result: undefined,
  }));

/** What every adapter promises of conversations. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeConversations = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: conversations`, () => {
    let opened: Opened;
    let stores: Stores;
    beforeEach(async () => {
      opened = await openNew();
      stores = opened.stores;
    });
    afterEach(() => opened.dispose());

    it('gives back what was created, and null for what was not', async () => {
      await stores.conversations.create(newConversation('a'));
      expect(await stores.conversations.load(idOf('a'))).toEqual(newConversation('a'));
      expect(await stores.conversations.load(idOf('b'))).toBeNull();
    });

    it('creates an id once, and keeps what stands there', async () => {
      await stores.conversations.create(newConversation('a', 'waiting'));
      const again = stores.conversations.create(newConversation('a', 'bot'));
      await expect(again).rejects.toMatchObject({ code: 'conversation-exists', status: 409 });
      expect((await stores.conversations.load(idOf('a')))?.desk.state).toBe('waiting');
    });

    it('lets exactly one of many concurrent creations of an id win', async () => {
      const outcomes = await Promise.allSettled(
        numbered(20).map(() => stores.conversations.create(newConversation('a'))),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it.each([
      '',
      'short',
      '../../../../etc/passwd',
      'a/b/c/d/e/f/g/h/i',
      `${idOf('a')}/..`,
      'あ'.repeat(20),
      'x'.repeat(65),
    ])('takes no id that is not of the agreed shape: %j', async (id) => {
      const refused = stores.conversations.create({ ...newConversation('a'), id });
      await expect(refused).rejects.toMatchObject({ code: 'invalid-conversation-id', status: 400 });
      expect(await stores.conversations.load(id)).toBeNull();
      const changed = stores.conversations.update(id, async () => ({ conversation: null, result: 1 }));
      await expect(changed).rejects.toMatchObject({ code: 'conversation-not-found', status: 404 });
    });

    it('answers an update of an unknown conversation with not-found and does not call the change', async () => {
      let called = false;
      const change = async () => {
        called = true;
        return { conversation: null, result: 1 };
      };
      await expect(stores.conversations.update(idOf('none'), change)).rejects.toMatchObject({
        code: 'conversation-not-found',
        status: 404,
      });
      expect(called).toBe(false);
    });

    it('loses none of 100 parallel messages of one conversation and numbers them without a hole', async () => {
      await stores.conversations.create(newConversation('a'));
      const seqs = await Promise.all(numbered(100).map((id) => write(stores, 'a', id)));
      expect(seqs).toEqual(numbered(100).map((_, index) => index + 1));
      const stored = await stores.conversations.load(idOf('a'));
      expect(messageIds(stored)).toEqual(numbered(100));
      expect(stored?.events.map((event) => event.seq)).toEqual(seqs);
    });

    it('runs the changes of one conversation one at a time', async () => {
      await stores.conversations.create(newConversation('a'));
      let running = 0;
      let most = 0;
      const change = async (current: Conversation) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { conversation: current, result: undefined };
      };
      await Promise.all(numbered(10).map(() => stores.conversations.update(idOf('a'), change)));
      expect(most).toBe(1);
    });

    it('lets a conversation go on while the change of another takes its time', async () => {
      await stores.conversations.create(newConversation('slow'));
      await stores.conversations.create(newConversation('quick'));
      const held = new EventEmitter();
      const slow = stores.conversations.update(idOf('slow'), async (current) => {
        await once(held, 'finish');
        return { conversation: withMessage(current, 'late'), result: undefined };
      });
      expect(await write(stores, 'quick', 'early')).toBe(1);
      expect(messageIds(await stores.conversations.load(idOf('slow')))).toEqual([]);
      held.emit('finish');
      await slow;
      expect(messageIds(await stores.conversations.load(idOf('slow')))).toEqual(['late']);
    });

    it('keeps parallel changes of many conversations apart', async () => {
      const names = numbered(30);
      await Promise.all(names.map((each) => stores.conversations.create(newConversation(each))));
      await Promise.all(
        names.flatMap((each) => numbered(3).map((id) => write(stores, each, `${each}-${id}`))),
      );
      for (const each of names) {
        const stored = await stores.conversations.load(idOf(each));
        expect(messageIds(stored)).toEqual(numbered(3).map((id) => `${each}-${id}`));
      }
    });

    it('writes nothing when the change rejects, passes the rejection on, and takes the next change', async () => {
      await stores.conversations.create(newConversation('a'));
      const reason = new Error('the turn failed');
      const failing = stores.conversations.update(idOf('a'), async () => {
        throw reason;
      });
      await expect(failing).rejects.toBe(reason);
      expect(await write(stores, 'a', 'next')).toBe(1);
      expect(messageIds(await stores.conversations.load(idOf('a')))).toEqual(['next']);
    });

    it('writes nothing when the change returns null, and still hands on its result', async () => {
      await stores.conversations.create(newConversation('a'));
      const heard: ConversationChange[] = [];
      stores.conversations.onChange((change) => heard.push(change));
      const result = await stores.conversations.update(idOf('a'), async () => ({
        conversation: null,
        result: 'looked',
      }));
      expect(result).toBe('looked');
      expect(heard).toEqual([]);
      expect(await stores.conversations.load(idOf('a'))).toEqual(newConversation('a'));
    });

    it.each<[string, string, (current: Conversation) => Conversation]>([
      ['another id', 'must not give a conversation another id', (current) => ({ ...current, id: idOf('b') })],
      ['fewer events', 'must not take events away', (current) => ({ ...current, events: [] })],
      [
        'a hole in the numbers',
        'not numbered',
        (current) => ({ ...current, events: current.events.map((event) => ({ ...event, seq: 7 })) }),
      ],
      ['what could not be read back', 'openedAt', (current) => ({ ...current, openedAt: 'yesterday' })],
    ])('refuses a change to %s and keeps what stands there', async (_, reason, change) => {
      await stores.conversations.create(newConversation('a'));
      await write(stores, 'a', 'kept');
      const refused = stores.conversations.update(idOf('a'), async (current) => ({
        conversation: change(current),
        result: undefined,
      }));
      await expect(refused).rejects.toThrow(reason);
      expect(messageIds(await stores.conversations.load(idOf('a')))).toEqual(['kept']);
      expect(await stores.conversations.load(idOf('b'))).toBeNull();
    });

    it('is not changed by what callers do to the objects they gave, and what they got cannot be changed', async () => {
      const given = newConversation('a');
      await stores.conversations.create(given);
      given.pageUrl = 'https://example.com/given';
      let kept: Conversation = given;
      await stores.conversations.update(idOf('a'), async (current) => {
        expect(() => current.events.push()).toThrow(TypeError);
        kept = withMessage(current, 'm0');
        return { conversation: kept, result: undefined };
      });
      kept.events.length = 0;
      const loaded = await stores.conversations.load(idOf('a'));
      expect(loaded).toEqual(withMessage(newConversation('a'), 'm0'));
      expect(() => loaded?.events.pop()).toThrow(TypeError);
      expect(() => Object.assign(loaded?.dialogueState ?? {}, { dialogs: 'spoilt' })).toThrow(TypeError);
      expect(() => Object.assign(loaded?.desk ?? {}, { state: 'closed' })).toThrow(TypeError);
    });

    it('shows at the desk those that wait, are claimed or answered, or are to be told of the opening', async () => {
      for (const state of ['bot', 'waiting', 'claimed', 'answered', 'closed'] as const)
        await stores.conversations.create(newConversation(state, state));
      const asked = newConversation('asked');
      await stores.conversations.create({ ...asked, desk: { ...asked.desk, tellAtOpening: true } });
      const open = await stores.conversations.openAtDesk();
      expect(open.map(({ id }) => id).toSorted()).toEqual(
        ['waiting', 'claimed', 'answered', 'asked'].map(idOf).toSorted(),
      );
    });

    it('follows a conversation to the desk, away from it and back', async () => {
      await stores.conversations.create(newConversation('a'));
      const atDesk = async () => (await stores.conversations.openAtDesk()).map(({ desk }) => desk.state);
      expect(await atDesk()).toEqual([]);
      await move(stores, 'a', 'waiting');
      expect(await atDesk()).toEqual(['waiting']);
      await move(stores, 'a', 'closed');
      expect(await atDesk()).toEqual([]);
      await move(stores, 'a', 'waiting');
      await move(stores, 'a', 'claimed');
      expect(await atDesk()).toEqual(['claimed']);
    });

    it('tells listeners of each change, in order, when a reader can already load it', async () => {
      const heard: ConversationChange[] = [];
      const seen: Promise<Conversation | null>[] = [];
      stores.conversations.onChange((change) => {
        heard.push(change);
        seen.push(stores.conversations.load(change.conversationId));
      });
      await stores.conversations.create(newConversation('a'));
      await write(stores, 'a', 'm0');
      await write(stores, 'a', 'm1');
      expect(heard).toEqual([0, 1, 2].map((seq) => ({ conversationId: idOf('a'), seq, everAtDesk: false })));
      const loaded = await Promise.all(seen);
      expect(loaded.map((each, index) => (each ? lastSeq(each) >= index : false))).toEqual([
        true,
        true,
        true,
      ]);
    });

    it('tells with each change whether the conversation was ever at the desk', async () => {
      const heard: boolean[] = [];
      stores.conversations.onChange(({ everAtDesk }) => heard.push(everAtDesk));
      await stores.conversations.create(newConversation('a'));
      for (const state of ['waiting', 'bot'] as const)
        await stores.conversations.update(idOf('a'), async (current) => ({
          conversation: moved(current, state),
          result: null,
        }));
      await write(stores, 'a', 'm0');
      expect(heard).toEqual([false, true, true, true]);
    });

    it('acknowledges a change although a listener throws, and tells the others', async () => {
      await stores.conversations.create(newConversation('a'));
      const heard: (number | null)[] = [];
      stores.conversations.onChange(() => {
        throw new Error('a broken listener');
      });
      stores.conversations.onChange(({ seq }) => heard.push(seq));
      expect(await write(stores, 'a', 'm0')).toBe(1);
      expect(heard).toEqual([1]);
    });

    it('stops telling a listener that has left', async () => {
      await stores.conversations.create(newConversation('a'));
      const heard: (number | null)[] = [];
      const leave = stores.conversations.onChange(({ seq }) => heard.push(seq));
      await write(stores, 'a', 'm0');
      leave();
      await write(stores, 'a', 'm1');
      expect(heard).toEqual([1]);
    });

    it('is ready while open; finishes what runs when it closes and refuses what comes after', async () => {
      await stores.conversations.create(newConversation('a'));
      await expect(stores.conversations.ready()).resolves.toBeUndefined();
      const running = write(stores, 'a', 'm0');
      await stores.conversations.close();
      await expect(running).resolves.toBe(1);
      await expect(write(stores, 'a', 'm1')).rejects.toMatchObject({
        code: 'storage-unavailable',
        status: 503,
      });
      await expect(stores.conversations.ready()).rejects.toMatchObject({ code: 'storage-unavailable' });
      await expect(stores.conversations.close()).resolves.toBeUndefined();
    });
  });
};
