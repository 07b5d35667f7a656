import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { changedSince } from './changed-since.ts';
import { filesIn, newFolder, openIn, overwrite, pathOf, read, restarted, tidyUp } from './lowdb-disk.ts';
import {
  idOf,
  messageIds,
  newAgent,
  newConversation,
  newSession,
  withMessage,
  withState,
} from './synthetic.ts';
import type { Stores } from '../../bot/store/port.ts';
import { nodeFiles } from '../../bot/store/lowdb/node-files.ts';

afterEach(tidyUp);

const write = (stores: Stores, name: string, clientMessageId: string): Promise<void> =>
  stores.conversations.update(idOf(name), async (current) => ({
    conversation: withMessage(current, clientMessageId),
    result: undefined,
  }));

const deskIds = async (stores: Stores): Promise<string[]> =>
  (await stores.conversations.openAtDesk()).map(({ id }) => id).toSorted();

describe('a restart', () => {
  it('keeps every conversation, agent and session, and who is at the desk', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await before.conversations.create(newConversation('quiet'));
    await before.conversations.create(newConversation('waits', 'waiting'));
    await write(before, 'quiet', 'm0');
    await before.agents.saveAgent(newAgent('sato'));
    await before.agents.saveSession(newSession('hash', 'sato'));

    const after = await restarted(before, { folder });
    expect(messageIds(await after.conversations.load(idOf('quiet')))).toEqual(['m0']);
    expect(await deskIds(after)).toEqual([idOf('waits')]);
    expect(await after.agents.findAgent('sato')).toEqual(newAgent('sato'));
    expect(await after.agents.findSession('hash')).toEqual(newSession('hash', 'sato'));
    await write(after, 'quiet', 'm1');
    expect(messageIds(await after.conversations.load(idOf('quiet')))).toEqual(['m0', 'm1']);
  });

  it('reads only the conversations of the desk', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    for (let index = 0; index < 50; index += 1)
      await before.conversations.create(newConversation(`quiet${index}`));
    await before.conversations.create(newConversation('waits', 'waiting'));
    const readFiles: string[] = [];
    const after = await restarted(before, {
      folder,
      files: {
        ...nodeFiles,
        readText: (file) => {
          if (file.endsWith('.json')) readFiles.push(path.basename(file));
          return nodeFiles.readText(file);
        },
      },
    });
    expect(await deskIds(after)).toEqual([idOf('waits')]);
    expect(readFiles).toEqual([`${idOf('waits')}.json`]);
  });

  it('clears half-written files and marks without a conversation at the desk', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await before.conversations.create(newConversation('quiet'));
    await before.conversations.close();
    const half = `${await pathOf(folder, idOf('quiet'))}.tmp`;
    await overwrite(half, '{"format":1,"conv');
    await overwrite(path.join(folder, 'desk', idOf('quiet')), '');
    await overwrite(path.join(folder, 'desk', idOf('never-created')), '');

    const after = await openIn({ folder });
    expect(await deskIds(after)).toEqual([]);
    expect(await after.conversations.load(idOf('quiet'))).toEqual(newConversation('quiet'));
    const files = await filesIn(folder);
    expect(files.filter((file) => file.endsWith('.tmp') || file.startsWith('desk'))).toEqual([]);
  });

  it('finds the desk again when its folder was lost, or was being made when the machine stopped', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await before.conversations.create(newConversation('quiet'));
    await before.conversations.create(newConversation('waits', 'waiting'));
    await before.conversations.create(newConversation('claimed', 'claimed'));
    await before.conversations.close();
    await rm(path.join(folder, 'desk'), { recursive: true });
    await mkdir(path.join(folder, 'desk.new'));
    await writeFile(path.join(folder, 'desk.new', idOf('waits')), '');

    const after = await openIn({ folder });
    expect(await deskIds(after)).toEqual([idOf('claimed'), idOf('waits')].toSorted());
    expect(await deskIds(await restarted(after, { folder }))).toHaveLength(2);
  });
});

describe('a damaged conversation', () => {
  const damage: [string, (text: Buffer) => string | Uint8Array][] = [
    ['empty', () => ''],
    ['cut in half', (text) => text.subarray(0, text.length / 2)],
    ['not JSON', () => 'hello'],
    ['null', () => 'null'],
    [
      'not UTF-8',
      (text) => Buffer.concat([text.subarray(0, -60), Buffer.from([0xff, 0xfe]), text.subarray(-60)]),
    ],
    ['another shape', () => '{"format":1,"conversation":{}}'],
    ['a format of the future', (text) => text.toString().replace('"format":1', '"format":2')],
    ['of a hole in the numbers', (text) => text.toString().replace('"seq":1', '"seq":2')],
    ['another conversation', (text) => text.toString().replace(idOf('bad'), idOf('other'))],
  ];

  it.each(damage)('%s: names the file, is never overwritten, and the rest goes on', async (_, spoil) => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await before.conversations.create(newConversation('bad', 'waiting'));
    await write(before, 'bad', 'm0');
    await before.conversations.create(newConversation('good', 'waiting'));
    await before.conversations.close();
    const file = await pathOf(folder, idOf('bad'));
    const original = await read(file);
    await overwrite(file, spoil(original));
    const spoilt = await read(file);

    const reports: unknown[] = [];
    const after = await openIn({ folder, report: (error) => reports.push(error) });
    const named = {
      code: 'storage-damaged',
      status: 500,
      message: expect.not.stringContaining(idOf('bad')),
      cause: expect.objectContaining({ message: expect.stringContaining(path.relative(folder, file)) }),
    };
    expect(reports).toEqual([expect.objectContaining(named)]);
    await expect(after.conversations.load(idOf('bad'))).rejects.toMatchObject(named);
    await expect(write(after, 'bad', 'm1')).rejects.toMatchObject(named);
    await expect(after.conversations.create(newConversation('bad'))).rejects.toMatchObject(named);
    expect(await read(file)).toEqual(spoilt);

    expect(await deskIds(after)).toEqual([idOf('good')]);
    await write(after, 'good', 'm0');
    expect((await changedSince(after, new Date(0))).map(({ id }) => id)).toEqual([idOf('good')]);
    expect(reports).toHaveLength(1);

    await overwrite(file, original);
    expect(messageIds(await after.conversations.load(idOf('bad')))).toEqual(['m0']);
    expect(await deskIds(after)).toHaveLength(2);
  });

  it('is marked for the desk when the desk has to be found again, since it may be one that waits', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await before.conversations.create(newConversation('bad', 'waiting'));
    await before.conversations.close();
    const file = await pathOf(folder, idOf('bad'));
    const original = await read(file);
    await overwrite(file, '');
    await rm(path.join(folder, 'desk'), { recursive: true });

    const after = await openIn({ folder });
    expect(await deskIds(after)).toEqual([]);
    await overwrite(file, original);
    expect(await deskIds(after)).toEqual([idOf('bad')]);
  });

  it('of the agents names the file, is never overwritten, and customers are served', async () => {
    const folder = await newFolder();
    const before = await openIn({ folder });
    await before.agents.saveAgent(newAgent('sato'));
    await before.conversations.close();
    await overwrite(path.join(folder, 'agents.json'), '{"format":1,');
    const after = await openIn({ folder });
    const named = {
      code: 'storage-damaged',
      cause: expect.objectContaining({ message: expect.stringContaining('agents.json') }),
    };
    await expect(after.agents.findAgent('sato')).rejects.toMatchObject(named);
    await expect(after.agents.saveAgent(newAgent('suzuki'))).rejects.toMatchObject(named);
    expect((await read(path.join(folder, 'agents.json'))).toString()).toBe('{"format":1,');
    await after.conversations.create(newConversation('a'));
    expect(await after.conversations.load(idOf('a'))).not.toBeNull();
  });
});

describe('the memory of conversations', () => {
  it('holds a bounded number and reads the others again', async () => {
    const folder = await newFolder();
    let reads = 0;
    const files = {
      ...nodeFiles,
      readText: (file: string) => {
        reads += 1;
        return nodeFiles.readText(file);
      },
    };
    const stores = await openIn({ folder, recentLimit: 3, files });
    for (const name of ['a', 'b', 'c', 'd']) await stores.conversations.create(newConversation(name));
    reads = 0;
    await stores.conversations.load(idOf('b'));
    await stores.conversations.load(idOf('c'));
    await stores.conversations.load(idOf('d'));
    expect(reads).toBe(0);
    await stores.conversations.load(idOf('a'));
    expect(reads).toBe(1);
  });

  it('never shows a reader a change that is not yet acknowledged, even where only one fits', async () => {
    const folder = await newFolder();
    let beforeDurable: (() => Promise<void>) | null = null;
    const syncFolder = async (shard: string): Promise<void> => {
      await beforeDurable?.();
      await nodeFiles.syncFolder(shard);
    };
    const stores = await openIn({ folder, recentLimit: 1, files: { ...nodeFiles, syncFolder } });
    await stores.conversations.create(newConversation('other'));
    await stores.conversations.create(newConversation('a'));
    let seen: string[] | null = null;
    beforeDurable = async () => {
      await stores.conversations.load(idOf('other'));
      seen = messageIds(await stores.conversations.load(idOf('a')));
    };
    await write(stores, 'a', 'm0');
    expect(seen).toEqual([]);
    expect(messageIds(await stores.conversations.load(idOf('a')))).toEqual(['m0']);
  });

  it('keeps a waiting conversation at the desk across a withdrawn change of state', async () => {
    const folder = await newFolder();
    const stores = await openIn({ folder });
    await stores.conversations.create(newConversation('a', 'waiting'));
    const failing = stores.conversations.update(idOf('a'), async (current) => {
      withState(current, 'closed');
      throw new Error('the turn failed');
    });
    await expect(failing).rejects.toThrow('the turn failed');
    expect(await deskIds(stores)).toEqual([idOf('a')]);
  });
});
