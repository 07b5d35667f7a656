import { SimulatedFiles, systemError } from '../../bot/store/lowdb/simulated-files.ts';
import type { PowerCut, Step } from '../../bot/store/lowdb/simulated-files.ts';
import type { Stores } from '../../bot/store/port.ts';
import { failWith, goDark, start } from './failing-disk.ts';
import { selected } from './selected.ts';
import { conversationOf, idOf, moved, withMessage } from './synthetic.ts';

const words = '忘れてほしい発言';
const gone = moved(withMessage(conversationOf('gone', 'u1'), words), 'closed');
const stays = moved(withMessage(conversationOf('stays', 'u2'), 'm0'), 'waiting');

const filled = async (): Promise<{ files: SimulatedFiles; stores: Stores }> => {
  const files = new SimulatedFiles();
  const stores = await start(files);
  for (const each of [gone, stays]) await stores.conversations.create(each);
  return { files, stores };
};

/** What a command does: looks for the customer's conversations and removes them. */
const forget = async (stores: Stores): Promise<void> => {
  for (const id of await selected(stores, { customer: 'u1' }))
    await stores.conversations.remove(id, async () => true);
};

/** Forgets until step `number` (from 0), which does not happen. Says whether all was acknowledged. */
const forgetUntil = async (
  number: number,
  failure: (files: SimulatedFiles, step: Step) => never,
): Promise<{ files: SimulatedFiles; stores: Stores; error: unknown; steps: Step[] }> => {
  const { files, stores } = await filled();
  const steps: Step[] = [];
  files.beforeStep = (step) => {
    steps.push(step);
    if (steps.length === number + 1) failure(files, step);
  };
  const error = await forget(stores).then(
    () => null,
    (reason: unknown) => reason,
  );
  files.beforeStep = () => {};
  return { files, stores, error, steps };
};

/** The steps that differ: before a customer is looked for each of the 256 shards is synced, of which one will do. */
const stepsOfForgetting = async (): Promise<[number, Step][]> => {
  const { steps } = await forgetUntil(-1, goDark);
  const removal = steps.findIndex(({ operation }) => operation === 'remove');
  return [...steps.entries()].filter(([number]) => number === 0 || number >= removal - 1);
};

/** Names and texts of all files, as a person would search the disk. */
const everythingOn = async (files: SimulatedFiles, folder = '/data'): Promise<string> => {
  const names = (await files.list(folder)) ?? [];
  const texts = names.map(async (name) => {
    const place = `${folder}/${name}`;
    return `${place}\n${(await files.readText(place)) ?? (await everythingOn(files, place))}`;
  });
  return (await Promise.all(texts)).join('\n');
};

const expectForgotten = async (files: SimulatedFiles): Promise<void> => {
  files.cutPower('lost');
  const stores = await start(files);
  const disk = await everythingOn(files);
  expect(disk).not.toContain(words);
  expect(disk).not.toContain('u1');
  expect(await stores.conversations.load(stays.id)).toEqual(stays);
  expect((await stores.conversations.openAtDesk()).map(({ id }) => id)).toEqual([stays.id]);
  // The search clears a mark whose conversation is not there.
  const { conversations } = await stores.conversations.search({ scope: 'all', text: '', limit: 10 });
  expect(conversations.map(({ id }) => id)).toEqual([stays.id]);
  expect(await everythingOn(files)).not.toContain(gone.id);
};

describe('forgetting a customer', () => {
  it('is durable when it is acknowledged', async () => {
    const { files, error } = await forgetUntil(-1, goDark);
    expect(error).toBeNull();
    await expectForgotten(files);
  });

  it.each<PowerCut>(['lost', 'torn'])(
    'cut off before any step leaves the conversation whole or gone, and done again completes it (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOfForgetting();
      expect(steps.length).toBeGreaterThan(5);
      for (const [number] of steps) {
        const { files } = await forgetUntil(number, goDark);
        files.cutPower(cut);
        const after = await start(files);
        expect([gone, null]).toContainEqual(await after.conversations.load(gone.id));
        expect(await after.conversations.load(stays.id)).toEqual(stays);
        await forget(after);
        await after.conversations.close();
        await expectForgotten(files);
      }
    },
  );

  it.each(['EIO', 'EROFS'])(
    '%s at any step: 503, or it is done; done again by the same server completes it',
    async (code) => {
      for (const [number, step] of await stepsOfForgetting()) {
        const { files, stores, error } = await forgetUntil(number, failWith(code));
        // Only marks, which say nothing, may stay unnoticed.
        const ofMark = /^\/data\/(desk|history)\//.test(step.path);
        expect(error ?? { ofMark }).toMatchObject(
          error ? { code: 'storage-unavailable', status: 503 } : { ofMark: true },
        );
        await forget(stores);
        await stores.conversations.close();
        await expectForgotten(files);
      }
    },
  );

  it('whose conversation is gone but not durably so is no customer of whom nothing is held', async () => {
    const { files, stores } = await filled();
    let removed = false;
    files.beforeStep = ({ operation, path }) => {
      removed ||= operation === 'remove' && path.endsWith('.json');
      if (removed && operation === 'syncFolder') throw systemError('EIO', path);
    };
    await expect(forget(stores)).rejects.toMatchObject({ code: 'storage-unavailable' });
    await expect(forget(stores)).rejects.toMatchObject({ code: 'storage-unavailable' });
    files.beforeStep = () => {};
    await forget(stores);
    await stores.conversations.close();
    await expectForgotten(files);
  });

  it('clears what a failed write of a conversation has left', async () => {
    const { files, stores } = await filled();
    files.beforeStep = ({ operation, path }) => {
      if (['sync', 'remove'].includes(operation)) throw systemError('EIO', path);
    };
    const change = stores.conversations.update(gone.id, async (current) => ({
      conversation: withMessage(current, 'm1'),
      result: undefined,
    }));
    await expect(change).rejects.toMatchObject({ code: 'storage-unavailable' });
    files.beforeStep = () => {};
    expect(await everythingOn(files)).toContain(`${gone.id}.json.tmp`);
    await forget(stores);
    expect(await everythingOn(files)).not.toContain(words);
  });
});

describe('looking for conversations on a failing disk', () => {
  it('answers 503 rather than that there are none', async () => {
    const { files } = await filled();
    const stores = await start(files);
    files.readText = async (file) => {
      throw systemError('EIO', file);
    };
    const unavailable = { code: 'storage-unavailable' };
    await expect(selected(stores, { customer: 'u1' })).rejects.toMatchObject(unavailable);
    files.list = async (folder) => {
      throw systemError('EIO', folder);
    };
    await expect(selected(stores, { changedBefore: new Date() })).rejects.toMatchObject(unavailable);
  });

  it('never removes what it cannot read, whoever asks for it', async () => {
    const { files, stores } = await filled();
    await stores.conversations.close();
    const folders = (await files.list('/data/conversations')) ?? [];
    const places = folders.map((shard) => `/data/conversations/${shard}/${gone.id}.json`);
    const found = await Promise.all(places.map((place) => files.version(place)));
    const damaged = places[found.findIndex((version) => version !== null)] ?? '';
    await (await files.create(damaged)).write('{"format":1,');
    const after = await start(files);
    const removing = after.conversations.remove(gone.id, async () => true);
    await expect(removing).rejects.toMatchObject({ code: 'storage-damaged', status: 500 });
    expect(await files.readText(damaged)).toBe('{"format":1,');
  });

  it('names what is damaged, reports it once, and goes on', async () => {
    const { files } = await filled();
    const shards = (await files.list('/data/conversations')) ?? [];
    for (const shard of shards)
      for (const name of (await files.list(`/data/conversations/${shard}`)) ?? [])
        if (name.startsWith(idOf('stays').slice(0, 18))) {
          const file = await files.create(`/data/conversations/${shard}/${name}`);
          await file.write('{"format":1,');
        }
    const reports: unknown[] = [];
    const stores = await start(files, (error) => reports.push(error));
    expect(reports).toHaveLength(1);
    for (let look = 0; look < 2; look += 1) {
      const found = { ids: [] as string[], unreadable: [] as string[] };
      for await (const { ids, unreadable } of stores.conversations.select({ customer: 'u1' })) {
        found.ids.push(...ids);
        found.unreadable.push(...unreadable);
      }
      expect(found).toEqual({
        ids: [gone.id],
        unreadable: [expect.stringMatching(/^conversations\/..\/conversation-stays.*\.json$/)],
      });
    }
    expect(reports).toHaveLength(1);
  });
});
