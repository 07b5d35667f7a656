import { rm } from 'node:fs/promises';
import path from 'node:path';
import { nodeFiles } from '../../bot/store/lowdb/node-files.ts';
import { SimulatedFiles } from '../../bot/store/lowdb/simulated-files.ts';
import type { Stores } from '../../bot/store/port.ts';
import { start } from './failing-disk.ts';
import { filesIn, newFolder, openIn, overwrite, pathOf, read, restarted, tidyUp } from './lowdb-disk.ts';
import { numbered } from './opened.ts';
import { idOf, moved, newConversation, withMessage } from './synthetic.ts';

afterEach(tidyUp);

const minute = (count: number): Date => new Date(Date.parse('2026-11-24T01:00:00.000Z') + count * 60_000);

const found = async (stores: Stores, text = ''): Promise<string[]> => {
  const { conversations } = await stores.conversations.search({ scope: 'all', text, limit: 50 });
  return conversations.map(({ id }) => id);
};

const createMoved = (stores: Stores, name: string, at: Date): Promise<void> =>
  stores.conversations.create(moved(withMessage(newConversation(name), name), 'closed', at));

const marksIn = async (folder: string): Promise<string[]> =>
  (await filesIn(folder)).filter((file) => file.startsWith('history'));

describe('the history of the data folder', () => {
  it('is the same after a restart, and when its folder was lost', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await createMoved(before, 'a', minute(1));
    await createMoved(before, 'b', minute(60 * 24 * 3));
    await before.conversations.create(newConversation('never-there'));
    const marks = await marksIn(folder);
    const after = await restarted(before, { folder });
    expect(await found(after)).toEqual(['b', 'a'].map(idOf));
    await after.conversations.close();
    await rm(path.join(folder, 'history'), { recursive: true });
    expect(await found(await openIn({ folder }))).toEqual(['b', 'a'].map(idOf));
    expect(await marksIn(folder)).toEqual(marks);
  });

  it('keeps one mark a conversation, however often its state changes', async () => {
    const folder = await newFolder();
    const stores = await openIn({ folder });
    await createMoved(stores, 'a', minute(0));
    for (let count = 1; count < 10; count += 1)
      await stores.conversations.update(idOf('a'), async (current) => ({
        conversation: moved(current, count % 2 === 0 ? 'closed' : 'waiting', minute(count * 600)),
        result: undefined,
      }));
    expect(await marksIn(folder)).toHaveLength(1);
  });

  it('passes by files that are no marks, and clears a mark whose conversation is elsewhere or gone', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await createMoved(before, 'a', minute(1));
    const [mark = ''] = await marksIn(folder);
    const inDay = (name: string): string => path.join(folder, path.dirname(mark), name);
    await overwrite(inDay('.DS_Store'), 'left by a file manager');
    await overwrite(path.join(folder, 'history', 'notes.txt'), 'left by a person');
    await overwrite(inDay(path.basename(mark).replace(idOf('a'), idOf('gone'))), '');
    await overwrite(inDay(`1000000000000-${idOf('a')}`), '');
    const after = await restarted(before, { folder });
    expect(await found(after)).toEqual([idOf('a')]);
    expect(await marksIn(folder)).toEqual(
      [inDay('.DS_Store'), path.join(folder, 'history', 'notes.txt'), path.join(folder, mark)]
        .map((file) => path.relative(folder, file))
        .toSorted(),
    );
  });

  it('leaves out a damaged conversation, tells of it once, keeps its mark, and has it back when it is mended', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await createMoved(before, 'bad', minute(1));
    await createMoved(before, 'good', minute(2));
    await before.conversations.close();
    const file = await pathOf(folder, idOf('bad'));
    const original = await read(file);
    await overwrite(file, '{"format":1,');
    const reports: unknown[] = [];
    const after = await openIn({ folder, report: (error) => reports.push(error) });
    expect([await found(after), await found(after)]).toEqual([[idOf('good')], [idOf('good')]]);
    expect(reports).toEqual([expect.objectContaining({ code: 'storage-damaged' })]);
    await overwrite(file, original);
    expect(await found(after)).toEqual(['good', 'bad'].map(idOf));
  });

  it('does not drive out of memory what customers are writing in', async () => {
    const folder = await newFolder();
    let reads: string[] = [];
    const files = {
      ...nodeFiles,
      readText: (file: string) => {
        reads.push(path.basename(file));
        return nodeFiles.readText(file);
      },
    };
    const stores = await openIn({ folder, files, recentLimit: 2 });
    for (const name of numbered(10)) await createMoved(stores, name, minute(1));
    await stores.conversations.create(newConversation('at-work'));
    expect(await found(stores)).toHaveLength(10);
    reads = [];
    await stores.conversations.load(idOf('at-work'));
    expect(reads).toEqual([]);
  });

  it('reads no more than it needs for the newest, and never more than its bound', async () => {
    const files = new SimulatedFiles();
    const before = await start(files);
    const names = numbered(2_100);
    for (const [index, name] of names.entries()) await createMoved(before, name, minute(index * 20));
    await before.conversations.close();
    const stores = await start(files);
    let reads = 0;
    const { readText } = SimulatedFiles.prototype;
    files.readText = (file) => {
      reads += 1;
      return readText.call(files, file);
    };
    const searched = (text: string, limit: number) =>
      stores.conversations.search({ scope: 'closed', text, limit });
    const newest = await searched('', 3);
    expect(newest.conversations.map(({ id }) => id)).toEqual(names.toReversed().slice(0, 3).map(idOf));
    expect(reads).toBeLessThan(20);
    reads = 0;
    expect(await searched('誰も書いていない語', 3)).toEqual({ conversations: [], olderNotSearched: true });
    expect(reads).toBeGreaterThanOrEqual(2_000);
    expect(reads).toBeLessThan(2_010);
    expect(await searched('m0', 3)).toMatchObject({ olderNotSearched: true });
  });
});
