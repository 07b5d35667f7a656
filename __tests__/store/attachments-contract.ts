import type { AttachmentPlace, Stores } from '../../bot/store/port.ts';
import { idOf, newConversation } from './synthetic.ts';
import type { Opened } from './opened.ts';

const placeOf = (name: string, picture: string): AttachmentPlace => ({
  conversationId: idOf(name),
  id: `picture-${picture}`.padEnd(20, '_'),
});

/** Every value that a byte can have, so that no text encoding gets by unseen. */
const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);

/** What every adapter promises of the bytes of pictures. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeAttachments = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: pictures`, () => {
    let opened: Opened;
    let attachments: Stores['attachments'];
    beforeEach(async () => {
      opened = await openNew();
      attachments = opened.stores.attachments;
      for (const each of ['a', 'b']) await opened.stores.conversations.create(newConversation(each));
    });
    afterEach(() => opened.dispose());

    it('gives back the bytes that were put, and null for what was not', async () => {
      await attachments.put(placeOf('a', 'one'), bytes);
      expect(Buffer.compare((await attachments.read(placeOf('a', 'one'))) ?? Buffer.of(), bytes)).toBe(0);
      expect(await attachments.read(placeOf('a', 'two'))).toBeNull();
      expect(await attachments.read(placeOf('b', 'one'))).toBeNull();
    });

    it('has what was put in doubt until it is settled, and what is settled when it is doubted again', async () => {
      await attachments.put(placeOf('a', 'one'), bytes);
      await attachments.put(placeOf('b', 'two'), bytes);
      expect((await attachments.doubtful(0)).toSorted((one, two) => one.id.localeCompare(two.id))).toEqual([
        placeOf('a', 'one'),
        placeOf('b', 'two'),
      ]);
      expect(await attachments.doubtful(60_000)).toEqual([]);
      await attachments.settle(placeOf('a', 'one'));
      await attachments.settle(placeOf('b', 'two'));
      expect(await attachments.doubtful(0)).toEqual([]);
      await attachments.doubt(placeOf('b', 'two'));
      expect(await attachments.doubtful(0)).toEqual([placeOf('b', 'two')]);
      expect(await attachments.read(placeOf('b', 'two'))).not.toBeNull();
    });

    it('removes one picture and no other, its doubt included; removing it again is fine', async () => {
      await attachments.put(placeOf('a', 'one'), bytes);
      await attachments.put(placeOf('a', 'two'), bytes);
      await attachments.settle(placeOf('a', 'two'));
      await attachments.remove(placeOf('a', 'one'));
      await attachments.remove(placeOf('a', 'one'));
      expect(await attachments.read(placeOf('a', 'one'))).toBeNull();
      expect(await attachments.read(placeOf('a', 'two'))).not.toBeNull();
      expect(await attachments.doubtful(0)).toEqual([]);
    });

    it('removes all pictures of one conversation and says how many there were', async () => {
      for (const each of ['one', 'two', 'three']) await attachments.put(placeOf('a', each), bytes);
      await attachments.settle(placeOf('a', 'two'));
      await attachments.put(placeOf('b', 'one'), bytes);
      await attachments.settle(placeOf('b', 'one'));
      expect(await attachments.removeAll(idOf('a'))).toBe(3);
      expect(await attachments.removeAll(idOf('a'))).toBe(0);
      expect(await attachments.read(placeOf('a', 'two'))).toBeNull();
      expect(await attachments.read(placeOf('b', 'one'))).not.toBeNull();
      expect(await attachments.doubtful(0)).toEqual([]);
    });

    it.each(['', '../../etc/passwd-and-more', 'a.b.c.d.e.f.g.h.i', `${idOf('a')}.x`, 'あ'.repeat(20)])(
      'takes no id that could name another place: %j',
      async (id) => {
        const refusal = { code: 'invalid-attachment-place', status: 400 };
        await expect(attachments.put({ conversationId: idOf('a'), id }, bytes)).rejects.toMatchObject(
          refusal,
        );
        await expect(
          attachments.put({ conversationId: id, id: 'picture-that-is-fine' }, bytes),
        ).rejects.toMatchObject(refusal);
        await expect(attachments.read({ conversationId: idOf('a'), id })).rejects.toMatchObject(refusal);
      },
    );

    it('takes nothing more once the store is closed', async () => {
      await attachments.put(placeOf('a', 'one'), bytes);
      await opened.stores.conversations.close();
      await expect(attachments.put(placeOf('a', 'two'), bytes)).rejects.toMatchObject({
        code: 'storage-unavailable',
        status: 503,
      });
    });
  });
};
