import { storageDamaged, storageUnavailable } from '../../bot/store/storage-errors.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { conversationsSince } from '../../bot/web/conversations-since.ts';
import { idOf, newConversation } from '../store/synthetic.ts';

const since = new Date('2020-01-01T00:00:00Z');

/** Two conversations, of which reading the first fails. */
const readingFails = async (error: Error): Promise<string[]> => {
  const { conversations } = memoryStores(() => {});
  for (const name of ['a', 'b']) await conversations.create(newConversation(name));
  const store = {
    select: conversations.select.bind(conversations),
    load: async (id: string) => {
      if (id === idOf('a')) throw error;
      return conversations.load(id);
    },
  };
  const found: string[] = [];
  for await (const { id } of conversationsSince(store, since)) found.push(id);
  return found;
};

test('a conversation that is damaged is left out of what editors count', async () => {
  expect(await readingFails(storageDamaged('a file', 'unexpected content'))).toEqual([idOf('b')]);
});

test('a store that is away is told of, so that nobody takes a part of the figures for all of them', async () => {
  await expect(readingFails(storageUnavailable('away'))).rejects.toMatchObject({
    code: 'storage-unavailable',
  });
});
