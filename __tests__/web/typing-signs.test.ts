import { TypingSigns } from '../../bot/web/typing-signs.ts';

const setUp = () => {
  const clock = { ms: 0 };
  const signs = new TypingSigns(() => clock.ms);
  const heard: string[] = [];
  return { clock, signs, heard };
};

test('a customer’s sign reaches the desk, an agent’s that customer alone', () => {
  const { signs, heard } = setUp();
  signs.onDesk((id) => heard.push(`desk: ${id}`));
  signs.onConversation('a', (name) => heard.push(`a: ${name}`));
  signs.onConversation('b', (name) => heard.push(`b: ${name}`));
  signs.tell('a', { side: 'customer' });
  signs.tell('a', { side: 'agent', agentName: '佐藤' });
  expect(heard).toEqual(['desk: a', 'a: 佐藤']);
});

test('one a second passes of each side of a conversation, however many come', () => {
  const { clock, signs, heard } = setUp();
  signs.onDesk((id) => heard.push(id));
  for (; clock.ms < 3_000; clock.ms += 100) for (const id of ['a', 'b']) signs.tell(id, { side: 'customer' });
  expect(heard).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

test('who has left hears nothing', () => {
  const { signs, heard } = setUp();
  signs.onDesk((id) => heard.push(id))();
  signs.onConversation('a', (name) => heard.push(name))();
  signs.tell('a', { side: 'customer' });
  signs.tell('a', { side: 'agent', agentName: '佐藤' });
  expect(heard).toEqual([]);
});
