import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { needsDesk } from '../../bot/domain/ticket.ts';
import { filesIn, newFolder, openIn, tidyUp } from './lowdb-disk.ts';
import { idOf, messageIds } from './synthetic.ts';

afterEach(tidyUp);

const rounds = 10;
const names = ['a', 'b', 'c'];
const writer = path.join(import.meta.dirname, 'writing-process.ts');

/** Runs the writing process, kills it at a moment that nobody chose, and returns what it acknowledged. */
const writeUntilKilled = async (folder: string, round: number): Promise<[string, string][]> => {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, folder, `r${round}`]);
  const ended = once(child, 'close');
  let output = '';
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
  });
  setTimeout(() => child.kill('SIGKILL'), Math.random() * 100);
  await ended;
  expect(complaint).toBe('');
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  return lines.map((line) => {
    const [name = '', messageId = ''] = line.split(' ');
    return [name, messageId];
  });
};

it(`keeps every acknowledged message, once and in order, over ${rounds} kills -9 at random`, async () => {
  const folder = await newFolder();
  const acknowledged: [string, string][] = [];
  for (let round = 0; round < rounds; round += 1) {
    acknowledged.push(...(await writeUntilKilled(folder, round)));
    const stores = await openIn({ folder });
    const atDesk = (await stores.conversations.openAtDesk()).map(({ id }) => id);
    const writtenTo: string[] = [];
    for (const name of names) {
      const stored = await stores.conversations.load(idOf(name));
      const ids = messageIds(stored);
      if (ids.length > 0) writtenTo.push(idOf(name));
      expect(new Set(ids).size).toBe(ids.length);
      const told = acknowledged.filter(([each]) => each === name).map(([, messageId]) => messageId);
      expect(ids.filter((each) => told.includes(each))).toEqual(told);
      // What was written but not told before the kill is at most one message a round.
      expect(ids.length - told.length).toBeLessThanOrEqual(round + 1);
      expect(atDesk.includes(idOf(name))).toBe(stored !== null && needsDesk(stored.desk));
    }
    const { conversations } = await stores.conversations.search({ scope: 'all', text: '', limit: 10 });
    expect(conversations.map(({ id }) => id).toSorted()).toEqual(writtenTo);
    await stores.conversations.close();
  }
  expect(acknowledged.length).toBeGreaterThan(rounds);
  expect((await filesIn(folder)).filter((file) => file.endsWith('.json'))).toHaveLength(names.length);
}, 60_000);
