import { HeldConversation } from '../../bot/widget/frame/held-conversation.ts';
import { deskOf } from '../../bot/widget/frame/transcript.ts';
import { agentSaid, botSaid, deskIs, mapStorage } from './fakes.ts';

const session = { conversationId: 'c1', token: 't1', owner: '', notices: [] };
const KEY = 'madoguchi:transcript';

/** Held, then found by the next page. */
const onTheNextPage = (events: Parameters<HeldConversation['receive']>[0]) => {
  const storage = mapStorage();
  const held = new HeldConversation(session, storage);
  held.receive(events);
  return { storage, held: new HeldConversation(session, storage) };
};

const manyLines = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => agentSaid(from + index, `${from + index}行目`));

describe('what the browser keeps of a conversation', () => {
  it('is all of an ordinary one', () => {
    const events = [botSaid(1, '回答です'), agentSaid(2, '担当者です')];
    expect(onTheNextPage(events).held.events).toEqual(events);
  });

  it('is the end of a very long one, which the stream then brings whole, and nothing of it as news', () => {
    const { held, storage } = onTheNextPage([botSaid(1, '回答です'), ...manyLines(2, 2_000)]);
    expect(held.events).toHaveLength(300);
    expect(held.events.at(-1)?.seq).toBe(2_001);
    expect(held.after).toBe(0);
    expect([1, 2_001].every((seq) => held.heard.has(seq))).toBe(true);
    expect(held.heard.has(2_002)).toBe(false);
    expect((storage.getItem(KEY) ?? '').length).toBeLessThan(200_000);
  });

  it('says with whom one talks, however long ago that began', () => {
    const { held } = onTheNextPage([deskIs(1, 'claimed'), ...manyLines(2, 2_000)]);
    expect(deskOf(held.events).state).toBe('claimed');
  });

  it('is nothing of another conversation', () => {
    const { storage } = onTheNextPage([botSaid(1, '回答です')]);
    expect(new HeldConversation({ ...session, conversationId: 'c2' }, storage).events).toEqual([]);
  });
});
