import { memoryStores } from '../../bot/store/memory/stores.ts';
import { describeStores } from './contract.ts';
import { idOf, messageIds, newConversation, withMessage } from './synthetic.ts';

const ignore = (): void => {};

describeStores('memory', async () => {
  const stores = memoryStores(ignore);
  return { stores, dispose: () => stores.conversations.close() };
});

describe('memory: a medium that takes no writes', () => {
  it('refuses changes with storage-unavailable, keeps what stands there, and works again afterwards', async () => {
    const { conversations } = memoryStores(ignore);
    await conversations.create(newConversation('a'));
    const write = (id: string) =>
      conversations.update(idOf('a'), async (current) => ({
        conversation: withMessage(current, id),
        result: undefined,
      }));
    conversations.setOutage('ENOSPC');
    await expect(write('m0')).rejects.toMatchObject({ code: 'storage-unavailable', status: 503 });
    await expect(conversations.ready()).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(messageIds(await conversations.load(idOf('a')))).toEqual([]);
    conversations.setOutage(null);
    await write('m1');
    expect(messageIds(await conversations.load(idOf('a')))).toEqual(['m1']);
  });
});
