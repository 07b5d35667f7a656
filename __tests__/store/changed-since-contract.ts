import type { Conversation } from '../../bot/domain/conversation.ts';
import type { Stores } from '../../bot/store/port.ts';
import { changedSince } from './changed-since.ts';
import { numbered, type Opened } from './opened.ts';
import { idOf, newConversation } from './synthetic.ts';

const changedAt = (name: string, updatedAt: string): Conversation => ({
  ...newConversation(name),
  updatedAt,
});

const since = new Date('2024-01-01T00:00:00.000Z');

/** What every adapter promises of reading everything that changed since an instant. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeChangedSince = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: conversations that changed since`, () => {
    let opened: Opened;
    let stores: Stores;
    const found = (): Promise<Conversation[]> => changedSince(stores, since);

    beforeEach(async () => {
      opened = await openNew();
      ({ stores } = opened);
    });
    afterEach(() => opened.dispose());

    it('are those of that instant and later, each whole', async () => {
      await stores.conversations.create(changedAt('old', '2023-12-31T23:59:59.999Z'));
      await stores.conversations.create(changedAt('edge', '2024-01-01T00:00:00.000Z'));
      await stores.conversations.create(changedAt('young', '2025-01-01T00:00:00.000Z'));
      const expected = await Promise.all(
        ['edge', 'young'].map((each) => stores.conversations.load(idOf(each))),
      );
      expect(await found()).toEqual(expected);
    });

    it('come in more than one portion, each once', async () => {
      const names = numbered(250);
      for (const each of names)
        await stores.conversations.create(changedAt(each, '2024-01-01T00:00:00.000Z'));
      expect((await found()).map(({ id }) => id)).toEqual(names.map(idOf).toSorted());
    });

    it('are refused once it is closed, so that nobody takes none for all', async () => {
      await stores.conversations.close();
      await expect(found()).rejects.toMatchObject({ code: 'storage-unavailable' });
    });
  });
};
