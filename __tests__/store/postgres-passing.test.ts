import type { TypingSign } from '../../bot/store/port.ts';
import type { PostgresStores } from '../../bot/store/postgres/open.ts';
import { setPostgres } from './postgres-stage.ts';

const stage = setPostgres();

const hearing = async (): Promise<{ stores: PostgresStores; heard: TypingSign[] }> => {
  const stores = await stage.instance();
  const heard: TypingSign[] = [];
  stores.passing.onSign((sign) => heard.push(sign));
  return { stores, heard };
};

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('a sign reaches the other instances, not its own; what is no sign is passed over', async () => {
  const [one, other] = [await hearing(), await hearing()];
  const operator = await stage.server.connect(stage.url);
  for (const payload of ['', 'not JSON', '{}', '["a","b"]', '[1,2,3]'])
    await operator.query('SELECT pg_notify($1, $2)', ['madoguchi_passing', payload]);
  await operator.end();
  const signs = [
    { conversationId: 'a', agentName: null },
    { conversationId: 'b', agentName: '佐藤' },
  ];
  for (const sign of signs) one.stores.passing.tell(sign);
  await until(() => other.heard.length === 2);
  expect(other.heard).toEqual(signs);
  // Notifications come in order, so one's own would have come before the answer to this.
  other.stores.passing.tell({ conversationId: 'c', agentName: null });
  await until(() => one.heard.length > 0);
  expect(one.heard).toEqual([{ conversationId: 'c', agentName: null }]);
});
