import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { SimulatedFiles } from '../../bot/store/lowdb/simulated-files.ts';
import type { PowerCut, Step } from '../../bot/store/lowdb/simulated-files.ts';
import type { AttachmentPlace, Stores } from '../../bot/store/port.ts';
import { failWith, goDark, start } from './failing-disk.ts';
import { filesIn, newFolder, openIn, restarted, tidyUp } from './lowdb-disk.ts';
import { idOf, newConversation } from './synthetic.ts';

afterEach(tidyUp);

const placeOf = (picture: string): AttachmentPlace => ({
  conversationId: idOf('a'),
  id: `picture-${picture}`.padEnd(20, '_'),
});
const [kept, removed] = [placeOf('kept'), placeOf('removed')];
const bytes = Buffer.from([0, 255, 10, 13, 128, 65]);

type Told = Set<'kept' | 'settled' | 'removed'>;

/** One picture to stay and one that is removed; each await is an acknowledgement. */
const story = async ({ attachments }: Stores, told: Told): Promise<void> => {
  await attachments.put(kept, bytes);
  told.add('kept');
  await attachments.settle(kept);
  told.add('settled');
  await attachments.put(removed, bytes);
  await attachments.settle(removed);
  await attachments.doubt(removed);
  await attachments.remove(removed);
  told.add('removed');
};

const stepsOf = async (): Promise<Step[]> => {
  const files = new SimulatedFiles();
  const stores = await start(files);
  const steps: Step[] = [];
  files.beforeStep = (step) => steps.push(step);
  await story(stores, new Set());
  return steps;
};

const playUntil = async (number: number, failure: (files: SimulatedFiles, step: Step) => never) => {
  const files = new SimulatedFiles();
  const stores = await start(files);
  const told: Told = new Set();
  let count = 0;
  files.beforeStep = (step) => {
    count += 1;
    if (count === number + 1) failure(files, step);
  };
  const error = await story(stores, told).then(
    () => null,
    (reason: unknown) => reason,
  );
  files.beforeStep = () => {};
  return { files, stores, told, error };
};

/** Whole or not there; and whatever is there although its story was not told to the end is in doubt. */
const expectSound = async (after: Stores, told: Told): Promise<void> => {
  const doubtful = (await after.attachments.doubtful(0)).map(({ id }) => id);
  const found = await after.attachments.read(kept);
  if (told.has('kept')) expect(found).toEqual(bytes);
  if (found && !told.has('settled') && !told.has('kept')) expect(doubtful).toContain(kept.id);
  if (told.has('removed')) expect(await after.attachments.read(removed)).toBeNull();
};

describe('a power cut', () => {
  test.each<PowerCut>(['lost', 'torn'])(
    'before any step leaves no half picture, none that was removed, and no bytes out of sight (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOf();
      expect(steps.length).toBeGreaterThan(12);
      for (let number = 0; number <= steps.length; number += 1) {
        const { files, told } = await playUntil(number, goDark);
        files.cutPower(cut);
        const after = await start(files);
        await expectSound(after, told);
        // What a cut left half-written goes with what it belongs to.
        for (const place of await after.attachments.doubtful(0)) await after.attachments.remove(place);
        expect(await after.attachments.doubtful(0)).toEqual([]);
      }
    },
  );
});

describe('a failing disk', () => {
  test.each(['ENOSPC', 'EIO', 'EROFS'])('%s at any step is 503, and the next attempt works', async (code) => {
    const steps = await stepsOf();
    for (let number = 0; number < steps.length; number += 1) {
      const { files, stores, told, error } = await playUntil(number, failWith(code));
      expect(error).toMatchObject({ code: 'storage-unavailable', status: 503 });
      await expectSound(stores, told);
      const again: Told = new Set();
      await story(stores, again);
      await stores.conversations.close();
      files.cutPower('lost');
      await expectSound(await start(files), again);
    }
  });
});

describe('in the data folder', () => {
  test('a picture is a file that only the server’s user may read, and goes when it is removed', async () => {
    const folder = await newFolder();
    const stores = await openIn({ folder });
    await stores.conversations.create(newConversation('a'));
    await stores.attachments.put(kept, bytes);
    const [file] = (await filesIn(folder)).filter((each) => /^attachments\/[0-9a-f]{2}\//.test(each));
    expect(file).toContain(kept.id);
    expect(await readFile(path.join(folder, file ?? ''))).toEqual(bytes);
    expect((await stat(path.join(folder, file ?? ''))).mode & 0o077).toBe(0);
    await stores.attachments.settle(kept);
    const again = await restarted(stores, { folder });
    expect(await again.attachments.read(kept)).toEqual(bytes);
    expect(await again.attachments.doubtful(60_000)).toEqual([]);
    await again.attachments.removeAll(idOf('a'));
    expect((await filesIn(folder)).filter((each) => each.startsWith('attachments'))).toEqual([]);
  });

  test('what was in doubt at the end of a process is so for ever, until somebody has looked', async () => {
    const folder = await newFolder();
    const stores = await openIn({ folder });
    await stores.attachments.put(kept, bytes);
    expect(await stores.attachments.doubtful(60_000)).toEqual([]);
    const again = await restarted(stores, { folder });
    expect(await again.attachments.doubtful(60_000)).toEqual([kept]);
    await again.attachments.remove(kept);
    expect(await (await restarted(again, { folder })).attachments.doubtful(0)).toEqual([]);
  });
});
