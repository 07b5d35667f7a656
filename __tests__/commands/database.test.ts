import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutContent } from '../../bot/domain/redaction.ts';
import { conversationFile } from '../../bot/store/lowdb/layout.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import type { Stores } from '../../bot/store/port.ts';
import { temporaryFolder } from '../service/running.ts';
import { changeWithDue, newEndpoint } from '../store/synthetic-webhooks.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import {
  idOf,
  moved,
  newAgent,
  newConversation,
  newToken,
  withMessage,
  withPicture,
} from '../store/synthetic.ts';
import { runCommand } from './run.ts';

let server: TestServer;
let url: string;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  [data, url] = await Promise.all([temporaryFolder(), server.newDatabase()]);
});
afterEach(() => data.dispose());

const waiting = moved(withMessage(newConversation('waiting'), 'm0'), 'waiting');
const closed = moved(moved(newConversation('closed'), 'waiting'), 'closed');
const asked = withMessage(newConversation('asked'), 'm0');

const usedToken = {
  ...newToken('1', { kind: 'agent', agentId: 'sato' }),
  lastUsedAt: '2026-11-24T02:00:00.000Z',
};

const fill = async (): Promise<void> => {
  const { conversations, agents, tokens } = await openLowdbStores({ folder: data.path, report: () => {} });
  for (const each of [waiting, closed, asked]) await conversations.create(each);
  await agents.saveAgent(newAgent('sato'));
  await tokens.createToken(usedToken);
  await conversations.close();
};

const migrate = (...options: string[]) =>
  runCommand('migrate', ['--from', data.path, ...options], { env: { DATABASE_URL: url } });

const place = (id: string) => ({ conversationId: idOf('asked'), id });

/** Every file with its contents and times. */
const snapshot = async (): Promise<string> => {
  const hash = createHash('sha256');
  const names = await readdir(data.path, { recursive: true });
  for (const name of names.toSorted()) {
    const file = path.join(data.path, name);
    const { mtimeMs, ctimeMs } = await stat(file);
    const text = await readFile(file, 'utf8').catch(() => 'a folder');
    hash.update(`${name} ${mtimeMs} ${ctimeMs} ${text}\n`);
  }
  return hash.digest('hex');
};

const inDatabase = async (look: (stores: Stores) => Promise<void>): Promise<void> => {
  const stores = await openPostgresStores({ url, report: () => {} });
  await look(stores).finally(() => stores.conversations.close());
};

describe('migrate', () => {
  it('moves the pictures that the conversations name, and those that a cut move left behind, but none that was removed', async () => {
    const [first, second] = ['picture-that-is-first', 'picture-that-is-second'];
    const withBoth = withPicture(withPicture(asked, first), second);
    const bytes = Buffer.from([0, 255, 10, 128]);
    const stores = await openLowdbStores({ folder: data.path, report: () => {} });
    await stores.conversations.create(withBoth);
    for (const id of [first, second, 'picture-that-is-nobodys'])
      await stores.attachments.put(place(id), bytes);
    await stores.conversations.close();
    expect((await migrate()).out).toContain('Moved 2 pictures\n');
    await inDatabase(async ({ attachments, conversations }) => {
      expect(await attachments.read(place(first))).toEqual(bytes);
      expect(await attachments.read(place('picture-that-is-nobodys'))).toBeNull();
      expect(await attachments.doubtful(0)).toEqual([]);
      await attachments.removeAll(idOf('asked'));
      await conversations.update(idOf('asked'), async (current) => ({
        conversation: withoutContent(current, 2),
        result: null,
      }));
    });
    expect((await migrate('--add')).out).toContain('Moved 1 pictures\n');
    await inDatabase(async ({ attachments }) => {
      expect(await attachments.read(place(first))).toBeNull();
      expect(await attachments.read(place(second))).toEqual(bytes);
    });
  });

  it('moves conversations, desk, history, agents and their API tokens, says so, and leaves the folder as it is', async () => {
    await fill();
    const before = await snapshot();
    const { code, out, err } = await migrate();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      'Moved 3 conversations with 5 events; 1 are at the desk, 2 in its history\n' +
        'Moved 1 agents; they keep their passwords and log in anew\n' +
        'Moved 1 API tokens; the audit log stays in the folder, and another begins in the database\n',
    );
    expect(await snapshot()).toBe(before);
    await inDatabase(async ({ conversations, agents, tokens }) => {
      for (const each of [waiting, closed, asked]) expect(await conversations.load(each.id)).toEqual(each);
      expect(await conversations.openAtDesk()).toEqual([waiting]);
      const found = await conversations.search({ scope: 'closed', text: '', limit: 10 });
      expect(found.conversations).toEqual([closed]);
      expect(await agents.listAgents()).toEqual([newAgent('sato')]);
      expect(await tokens.listTokens()).toEqual([usedToken]);
    });
  });

  it('moves the endpoints of webhooks, and what was not delivered to them, and not what a crash left', async () => {
    const stores = await openLowdbStores({ folder: data.path, report: () => {} });
    await stores.endpoints.add(newEndpoint());
    await stores.conversations.create(newConversation('asked'));
    const [first, second] = await changeWithDue(stores, 'asked', (current) =>
      withMessage(withMessage(current, 'm0'), 'm1'),
    );
    if (!first || !second) throw new Error('two are due');
    await stores.outbox.note({ ...first, attempts: 9, nextAt: null, lastFailure: 'timeout' });
    await stores.conversations.close();
    const never = JSON.stringify({
      format: 1,
      delivery: {
        ...second,
        id: 'msg_of-what-never-was',
        event: { ...second.event, timestamp: first.startedAt },
      },
    });
    const leftover = `${second.endpointId}.${idOf('asked')}.2.msg_of-what-never-was.json`;
    await writeFile(path.join(data.path, 'outbox/pending', leftover), never);

    const { code, out } = await migrate();
    expect(code).toBe(0);
    expect(out).toContain(
      'Moved 1 webhook endpoints with their secrets, and 2 webhooks that were not delivered\n',
    );
    await inDatabase(async ({ endpoints, outbox }) => {
      expect(await endpoints.list()).toEqual([newEndpoint()]);
      const all = { endpointId: newEndpoint().id, failed: false, limit: 10 };
      const found = await outbox.list(all);
      expect(found.map(({ id, nextAt }) => [id, nextAt === null])).toEqual([
        [first.id, true],
        [second.id, false],
      ]);
    });
  });

  it('refuses a database that holds something, and with --add leaves what is there', async () => {
    await fill();
    const kept = withMessage(newConversation('asked'), 'of-the-database');
    await inDatabase(({ conversations }) => conversations.create(kept));
    const refused = await migrate();
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^The database of DATABASE_URL holds .* already; name an empty one, or use --add\n$/,
      ),
    });
    const added = await migrate('--add');
    expect(added.out).toContain('Moved 2 conversations');
    expect(added.out).toContain('Left 1 as they are, which were there already');
    await inDatabase(async ({ conversations }) => {
      expect(await conversations.load(kept.id)).toEqual(kept);
      expect(await conversations.load(waiting.id)).toEqual(waiting);
    });
  });

  it('names what is damaged, moves the rest, and ends with 1', async () => {
    await fill();
    await writeFile(path.join(data.path, conversationFile(idOf('closed'))), '{');
    const { code, out, err } = await migrate();
    expect(code).toBe(1);
    expect(out).toContain('Moved 2 conversations');
    expect(err).toMatch(/^Not moved: conversations\/..\/conversation-closed.*\.json is damaged[^\n]*\n$/);
  });

  it('refuses a folder that a server has', async () => {
    const { conversations } = await openLowdbStores({ folder: data.path, report: () => {} });
    const { code, err } = await migrate();
    await conversations.close();
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`is locked by pid ${process.pid}; stop that process first\n$`));
  });

  it.each([
    [
      'a folder that is none',
      () => migrate('--from', path.join(data.path, 'nowhere')),
      /nowhere is no data folder/,
    ],
    [
      'no folder',
      () => runCommand('migrate', [], { env: { DATABASE_URL: url } }),
      /^--from is missing\nusage:/,
    ],
    ['no database', () => runCommand('migrate', ['--from', data.path]), /^DATABASE_URL is missing; set it/],
    ['an unknown option', () => migrate('--force'), /^An option is unknown/],
  ])('with %s says what is missing', async (_, command, message) => {
    expect(await command()).toMatchObject({ code: 1, out: '', err: expect.stringMatching(message) });
  });
});

it('agent works on the database of DATABASE_URL, and a wrong one is told of without its password', async () => {
  const added = await runCommand('agent', ['add', 'sato', '--name', '佐藤'], { env: { DATABASE_URL: url } });
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^Added sato/) });
  await inDatabase(async ({ agents }) => {
    expect(await agents.findAgent('sato')).toMatchObject({ id: 'sato', name: '佐藤' });
  });
  const wrong = new URL(url);
  Object.assign(wrong, { username: 'nobody-here', password: 'wrong-secret' });
  const refused = await runCommand('agent', ['list'], { env: { DATABASE_URL: wrong.href } });
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^The database of DATABASE_URL[^\n]+\n$/),
  });
  expect(refused.err).not.toContain('wrong-secret');
});
