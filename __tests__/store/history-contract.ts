import { append } from '../../bot/domain/conversation.ts';
import type { Conversation, DeskState } from '../../bot/domain/conversation.ts';
import type { HistoryFound, Stores } from '../../bot/store/port.ts';
import { numbered } from './opened.ts';
import type { Opened } from './opened.ts';
import { idOf, moved, newConversation, withMessage } from './synthetic.ts';

/** An instant of some working day; a later minute is a later instant. */
const minute = (count: number): Date => new Date(Date.parse('2026-11-24T01:00:00.000Z') + count * 60_000);
const days = (count: number): Date => minute(count * 24 * 60);

const saidByAgent = (conversation: Conversation, text: string): Conversation =>
  append(conversation, minute(0), [
    {
      type: 'agent-message',
      clientMessageId: 'agent-message-1',
      agentId: 'sato',
      agentName: '佐藤',
      text,
      masked: [],
    },
  ]);

const saidByBot = (conversation: Conversation, text: string): Conversation =>
  append(conversation, minute(0), [
    {
      type: 'bot-message',
      replyTo: null,
      kind: 'answer',
      wording: { id: 'payslip-publish', version: 1 },
      blocks: [{ type: 'paragraph', content: [{ text }] }],
      articleId: null,
      topic: null,
      choices: [],
      quickReplies: [],
      reason: null,
    },
  ]);

/** Closed, of 株式会社ＡＢＣ商事's 山田 太郎, who asked and was answered. */
const rich = (): Conversation => {
  const asked = withMessage(newConversation('rich'), '年末調整のCSV');
  const answered = saidByBot(saidByAgent(asked, '書き出しの画面をご確認ください'), '承認された文');
  const customer = { ...answered.customer, company: '株式会社ＡＢＣ商事', name: '山田 太郎' };
  return moved(moved({ ...answered, customer }, 'claimed', minute(1)), 'closed', minute(2));
};

/** What every adapter promises of the search among conversations that were at the desk. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeHistory = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: history`, () => {
    let opened: Opened;
    let stores: Stores;
    beforeEach(async () => {
      opened = await openNew();
      stores = opened.stores;
    });
    afterEach(() => opened.dispose());

    const search = (scope: 'closed' | 'all', text = '', limit = 50): Promise<HistoryFound> =>
      stores.conversations.search({ scope, text, limit });
    const ids = async (scope: 'closed' | 'all', text = ''): Promise<string[]> =>
      (await search(scope, text)).conversations.map(({ id }) => id);
    const move = (each: string, to: DeskState, at: Date): Promise<void> =>
      stores.conversations.update(idOf(each), async (current) => ({
        conversation: moved(current, to, at),
        result: undefined,
      }));

    it('is empty at first', async () => {
      expect(await search('all')).toEqual({ conversations: [], olderNotSearched: false });
    });

    it('holds whatever was ever at the desk, and among the closed what is closed now', async () => {
      for (const state of ['waiting', 'claimed', 'answered', 'closed', 'bot'] as const)
        await stores.conversations.create(moved(newConversation(state), state));
      await stores.conversations.create(newConversation('never-there'));
      await stores.conversations.create(withMessage(newConversation('asked-the-bot'), 'm0'));
      expect((await ids('all')).toSorted()).toEqual(
        ['waiting', 'claimed', 'answered', 'closed', 'bot'].map(idOf).toSorted(),
      );
      expect(await ids('closed')).toEqual([idOf('closed')]);
    });

    it('has the newest change of state first, over days, and follows each change', async () => {
      for (const each of ['a', 'b', 'c']) await stores.conversations.create(newConversation(each));
      await move('a', 'waiting', minute(1));
      await move('c', 'waiting', minute(2));
      await move('b', 'waiting', days(40));
      expect(await ids('all')).toEqual(['b', 'c', 'a'].map(idOf));
      await move('c', 'closed', days(41));
      await move('a', 'closed', days(400));
      expect(await ids('all')).toEqual(['a', 'c', 'b'].map(idOf));
      expect(await ids('closed')).toEqual(['a', 'c'].map(idOf));
      await move('a', 'bot', days(401));
      expect(await ids('closed')).toEqual([idOf('c')]);
    });

    it('keeps the order when the customer writes without a change of state', async () => {
      await stores.conversations.create(moved(newConversation('older'), 'closed', minute(1)));
      await stores.conversations.create(moved(newConversation('newer'), 'closed', minute(2)));
      await stores.conversations.update(idOf('older'), async (current) => ({
        conversation: withMessage(current, 'm0'),
        result: undefined,
      }));
      expect(await ids('closed')).toEqual(['newer', 'older'].map(idOf));
    });

    it.each([
      ['a part of the company', '商事'],
      ['a word of another width and case', 'ａｂｃ'],
      ['the customer’s name', '山田'],
      ['what the customer wrote', '年末調整'],
      ['what the agent wrote', '書き出し'],
      ['several words of several places, whatever the blanks', '　csv  山田\t株式会社 '],
      ['nothing but blanks', ' 　 '],
    ])('finds by %s', async (_, text) => {
      await stores.conversations.create(rich());
      expect(await ids('closed', text)).toEqual([idOf('rich')]);
      expect(await ids('all', text)).toEqual([idOf('rich')]);
    });

    it.each([
      ['a word that nobody wrote', '住民税'],
      ['one word too many', '山田 住民税'],
      ['a word of the bot’s', '承認された文'],
      ['a pattern, which is a word like any other', '.*'],
    ])('does not find by %s', async (_, text) => {
      await stores.conversations.create(rich());
      expect(await ids('all', text)).toEqual([]);
    });

    it('no longer finds by a text that was removed', async () => {
      await stores.conversations.create(rich());
      await stores.conversations.update(idOf('rich'), async (current) => ({
        conversation: {
          ...current,
          events: current.events.map((event) =>
            event.type === 'customer-message' ? { ...event, text: '' } : event,
          ),
        },
        result: undefined,
      }));
      expect(await ids('all', '年末調整')).toEqual([]);
      expect(await ids('all', '山田')).toEqual([idOf('rich')]);
    });

    it('gives the newest up to the limit, and says whether there are more', async () => {
      const names = numbered(30);
      for (const [index, each] of names.entries())
        await stores.conversations.create(moved(newConversation(each), 'closed', minute(index)));
      const some = await search('closed', '', 20);
      expect(some.conversations.map(({ id }) => id)).toEqual(names.toReversed().slice(0, 20).map(idOf));
      expect(some.olderNotSearched).toBe(true);
      const all = await search('closed', '', 30);
      expect(all.conversations).toHaveLength(30);
      expect(all.olderNotSearched).toBe(false);
    });

    it('gives whole conversations, which cannot be changed', async () => {
      await stores.conversations.create(rich());
      const { conversations } = await search('closed');
      expect(conversations).toEqual([rich()]);
      expect(() => conversations[0]?.events.pop()).toThrow(TypeError);
    });

    it('never gives a conversation twice while its state changes, and has it right afterwards', async () => {
      await stores.conversations.create(moved(newConversation('a'), 'waiting', minute(0)));
      for (let count = 1; count <= 10; count += 1) {
        const changing = move('a', count % 2 === 0 ? 'waiting' : 'closed', days(count));
        expect([[], [idOf('a')]]).toContainEqual(await ids('all'));
        await changing;
        expect(await ids('all')).toEqual([idOf('a')]);
      }
    });
  });
};
