import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { conversationFile } from '../../bot/store/lowdb/layout.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { temporaryFolder } from '../service/running.ts';
import { conversationOf, idOf } from '../store/synthetic.ts';
import { runCommand } from './run.ts';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  data = await temporaryFolder();
  const { conversations } = await openLowdbStores({ folder: data.path, report: () => {} });
  await conversations.create(conversationOf('mine', 'u1'));
  await conversations.create(conversationOf('damaged', 'u2'));
  await conversations.close();
  await writeFile(path.join(data.path, damaged), '{"format":1,');
});
afterEach(() => data.dispose());

const damaged = conversationFile(idOf('damaged'));
const run = (command: string, ...args: string[]) =>
  runCommand(command, ['--customer', 'u1', ...args], { env: { MADOGUCHI_DATA: data.path } });

describe('where a conversation cannot be read', () => {
  test('forget removes the others, leaves it as it is, names it, and ends with 1', async () => {
    const { code, out, err } = await run('forget', '--yes');
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringMatching(/: removed for good\n/) });
    expect(err).toMatch(/^Cannot be read, so that it may be of this person; restore it .*:\n/);
    expect(err).toContain(`  ${damaged}\n`);
    expect(await readFile(path.join(data.path, damaged), 'utf8')).toBe('{"format":1,');
  });

  test('export has the others, names it, and ends with 1', async () => {
    const { code, out, err } = await run('export');
    expect(JSON.parse(out)).toMatchObject({ conversations: [{ id: idOf('mine') }], unreadable: [damaged] });
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(`: ${damaged}\n`) });
  });
});

test('an export that fails leaves no file that would look like an answer', async () => {
  const out = path.join(data.path, 'person.json');
  const failed = await runCommand('export', ['--customer', 'u1', '--out', out], {
    env: { MADOGUCHI_DATA: path.join(data.path, 'nowhere') },
  });
  expect(failed.code).toBe(1);
  await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
});
