import type { PassingSigns, TypingSign } from '../../bot/store/port.ts';
import { TypingSigns } from '../../bot/web/typing-signs.ts';

const setUp = () => {
  const clock = { ms: 0 };
  const signs = new TypingSigns(() => clock.ms);
  const heard: string[] = [];
  return { clock, signs, heard };
};

/** What each instance tells reaches all but itself, as the port promises. */
const instances = (count: number): TypingSigns[] => {
  const heard = Array.from({ length: count }, () => new Set<(sign: TypingSign) => void>());
  const passingOf = (own: number): PassingSigns => ({
    tell: (sign) => {
      for (const [at, listeners] of heard.entries())
        if (at !== own) for (const listener of listeners) listener(sign);
    },
    onSign: (listener) => {
      heard[own]?.add(listener);
      return () => heard[own]?.delete(listener);
    },
  });
  return heard.map((_, own) => new TypingSigns(() => 0, passingOf(own)));
};

test('a customer’s sign reaches the desk, an agent’s that customer alone', () => {
  const { signs, heard } = setUp();
  signs.onDesk((id) => heard.push(`desk: ${id}`));
  signs.onConversation('a', (name) => heard.push(`a: ${name}`));
  signs.onConversation('b', (name) => heard.push(`b: ${name}`));
  signs.tell({ conversationId: 'a', agentName: null });
  signs.tell({ conversationId: 'a', agentName: '佐藤' });
  expect(heard).toEqual(['desk: a', 'a: 佐藤']);
});

test('one a second passes of each side of a conversation, however many come', () => {
  const { clock, signs, heard } = setUp();
  signs.onDesk((id) => heard.push(id));
  for (; clock.ms < 3_000; clock.ms += 100)
    for (const conversationId of ['a', 'b']) signs.tell({ conversationId, agentName: null });
  expect(heard).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

test('who has left hears nothing', () => {
  const { signs, heard } = setUp();
  signs.onDesk((id) => heard.push(id))();
  signs.onConversation('a', (name) => heard.push(name))();
  signs.tell({ conversationId: 'a', agentName: null });
  signs.tell({ conversationId: 'a', agentName: '佐藤' });
  expect(heard).toEqual([]);
});

describe('with several instances', () => {
  test('a sign reaches who listens at any of them, once', () => {
    const [one, other] = instances(2);
    const heard: string[] = [];
    one?.onDesk((id) => heard.push(`one: ${id}`));
    other?.onDesk((id) => heard.push(`other: ${id}`));
    other?.onConversation('a', (name) => heard.push(`a: ${name}`));
    one?.tell({ conversationId: 'a', agentName: null });
    one?.tell({ conversationId: 'a', agentName: '佐藤' });
    expect(heard).toEqual(['one: a', 'other: a', 'a: 佐藤']);
  });

  test('what comes from another is not passed on again', () => {
    const [one, other, third] = instances(3);
    const heard: string[] = [];
    third?.onDesk((id) => heard.push(id));
    other?.onDesk(() => {});
    one?.tell({ conversationId: 'a', agentName: null });
    expect(heard).toEqual(['a']);
  });
});
