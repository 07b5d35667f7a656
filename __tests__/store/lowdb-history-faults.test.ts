import type { Conversation } from '../../bot/domain/conversation.ts';
import { SimulatedFiles, systemError } from '../../bot/store/lowdb/simulated-files.ts';
import type { PowerCut } from '../../bot/store/lowdb/simulated-files.ts';
import type { Stores } from '../../bot/store/port.ts';
import { change, createAs, expectKept, failWith, goDark, playUntil, start, stepsOf } from './failing-disk.ts';
import type { Story } from './failing-disk.ts';
import { idOf, moved, newConversation } from './synthetic.ts';

const at = (hour: string): Date => new Date(`2026-11-${hour}:00:00.000Z`);

/** Through the states of the desk within a day and over days; each change is one event. */
const deskStory: Story = async (stores, acknowledged) => {
  await createAs(stores, acknowledged, newConversation('a'));
  await change(stores, acknowledged, ['a', (current) => moved(current, 'waiting', at('24T01'))]);
  await createAs(stores, acknowledged, moved(newConversation('b'), 'waiting', at('24T02')));
  await change(stores, acknowledged, ['a', (current) => moved(current, 'closed', at('24T03'))]);
  await change(stores, acknowledged, ['b', (current) => moved(current, 'closed', at('25T01'))]);
  await change(stores, acknowledged, ['a', (current) => moved(current, 'bot', at('26T01'))]);
};

type Ids = Record<'all' | 'closed', string[]>;

/** What a search has to find: all that is stored with a change of state, each once. */
const storedAtDesk = async (stores: Stores): Promise<Ids> => {
  const stored = await Promise.all([idOf('a'), idOf('b')].map((id) => stores.conversations.load(id)));
  const ids = (kept: (conversation: Conversation) => boolean): string[] =>
    stored.flatMap((each) => (each && kept(each) ? [each.id] : [])).toSorted();
  return {
    all: ids(({ events }) => events.some(({ type }) => type === 'status')),
    closed: ids(({ desk }) => desk.state === 'closed'),
  };
};

const foundBySearch = async (stores: Stores): Promise<Ids> => {
  const ids = async (scope: 'closed' | 'all'): Promise<string[]> => {
    const { conversations } = await stores.conversations.search({ scope, text: '', limit: 10 });
    return conversations.map(({ id }) => id).toSorted();
  };
  return { all: await ids('all'), closed: await ids('closed') };
};

const historyMarks = async (files: SimulatedFiles): Promise<string[]> => {
  const days = (await files.list('/data/history')) ?? [];
  const names = await Promise.all(days.map((day) => files.list(`/data/history/${day}`)));
  return names.flatMap((each) => each ?? []);
};

describe('the history over a power cut', () => {
  it.each<PowerCut>(['lost', 'torn'])(
    'before any step: a search finds what is stored, and clears the marks that are too many (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOf(deskStory);
      for (let number = 0; number <= steps.length; number += 1) {
        const { files, acknowledged } = await playUntil(deskStory, number, goDark);
        files.cutPower(cut);
        const after = await start(files);
        await expectKept(after, acknowledged);
        const found = await foundBySearch(after);
        expect(found).toEqual(await storedAtDesk(after));
        expect(await historyMarks(files)).toHaveLength(found.all.length);
      }
    },
  );

  it.each<PowerCut>(['lost', 'torn'])(
    'before any step of making it anew: the next start has it whole (unsynced: %s)',
    async (cut) => {
      const rebuilding = async (number: number): Promise<{ steps: number; after: Stores }> => {
        const files = new SimulatedFiles();
        await deskStory(await start(files), new Map());
        for (const folder of ['desk', 'history'])
          await files.rename(`/data/${folder}`, `/moved-away/${folder}`);
        let count = 0;
        files.beforeStep = (step) => {
          count += 1;
          if (count === number) goDark(files, step);
        };
        await start(files).catch(() => {});
        files.cutPower(cut);
        return { steps: count, after: await start(files) };
      };
      const { steps } = await rebuilding(0);
      for (let number = 1; number <= steps; number += 1) {
        const { after } = await rebuilding(number);
        expect(await foundBySearch(after)).toEqual({ all: [idOf('a'), idOf('b')], closed: [idOf('b')] });
      }
    },
  );

  it.each(['ENOSPC', 'EIO'])(
    '%s at any step: what is acknowledged is found, then and later',
    async (code) => {
      const steps = await stepsOf(deskStory);
      for (const number of steps.keys()) {
        const { files, stores, acknowledged } = await playUntil(deskStory, number, failWith(code));
        if (!acknowledged.has(idOf('a'))) await createAs(stores, acknowledged, newConversation('a'));
        await change(stores, acknowledged, ['a', (current) => moved(current, 'waiting', at('27T01'))]);
        expect(await foundBySearch(stores)).toEqual(await storedAtDesk(stores));
        await stores.conversations.close();
        files.cutPower('lost');
        const after = await start(files);
        expect(await foundBySearch(after)).toEqual(await storedAtDesk(after));
      }
    },
  );

  it('answers 503 where the disk cannot be read, rather than that there is nothing', async () => {
    const files = new SimulatedFiles();
    await deskStory(await start(files), new Map());
    const stores = await start(files);
    files.readText = async (file) => {
      throw systemError('EIO', file);
    };
    const search = stores.conversations.search({ scope: 'all', text: '', limit: 10 });
    await expect(search).rejects.toMatchObject({ code: 'storage-unavailable', status: 503 });
  });
});
