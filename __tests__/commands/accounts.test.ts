import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { openPostgresAccounts } from '../../bot/store/postgres/open.ts';
import type { Accounts } from '../../bot/store/port.ts';
import { temporaryFolder } from '../service/running.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { auditEntry } from '../store/synthetic.ts';
import { runCommand, type Ended } from './run.ts';

let server: TestServer;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  data = await temporaryFolder();
});
afterEach(() => data.dispose());

interface Beside {
  /** As a running server has them. */
  accounts: Accounts;
  run(script: string, ...args: string[]): Promise<Ended>;
  close(): Promise<void>;
}

const besideServer = (env: NodeJS.ProcessEnv, input = 'a long password\n'): Beside['run'] => {
  return (script, ...args) => runCommand(script, args, { env, input });
};

const openers: [string, () => Promise<Beside>][] = [
  [
    'a data folder',
    async () => {
      const stores = await openLowdbStores({ folder: data.path, report: () => {} });
      const run = besideServer({ MADOGUCHI_DATA: data.path });
      return { accounts: stores, run, close: () => stores.conversations.close() };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const url = await server.newDatabase();
      const { close, ...accounts } = await openPostgresAccounts(url);
      return { accounts, run: besideServer({ DATABASE_URL: url }), close };
    },
  ],
];

const columns = (line: string): string[] => line.trimEnd().split('\t');

describe.each(openers)('beside a running server on %s', (_name, open) => {
  let beside: Beside;
  beforeEach(async () => {
    beside = await open();
  });
  afterEach(() => beside.close());

  it('a token is made, shown once, listed without its secret, and revoked; accounts and tokens are in the audit log', async () => {
    const { accounts, run } = beside;
    await run('agent', 'add', 'sato', '--name', '佐藤');
    const made = await run('token', 'create', '--agent', 'sato', '--scopes', 'read,write', '--days', '7');
    const [, id = ''] = /^Created (t-[0-9a-f]{8}) for sato: read, write; until \d{4}-/.exec(made.out) ?? [];
    const [, secret = ''] = /\nToken, shown only now: (mdg_\S{43})\n$/.exec(made.out) ?? [];
    expect([made.code, made.err, id === '', secret === '']).toEqual([0, '', false, false]);
    const listed = await run('token', 'list');
    expect(columns(listed.out)).toEqual([
      id,
      'sato',
      'read,write',
      expect.stringMatching(/^until \d{4}-/),
      'used never',
    ]);
    // The server makes a row between those of commands.
    await accounts.audit.record(auditEntry('a'));
    await run('agent', 'change', 'sato', '--role', 'lead');
    expect(await run('token', 'revoke', id)).toMatchObject({
      code: 0,
      out: `Revoked ${id}; it is refused from the next request on\n`,
    });
    expect(await accounts.tokens.listTokens()).toEqual([]);
    await run('agent', 'remove', 'sato');

    const log = await run('audit', 'list');
    const rows = log.out.trimEnd().split('\n').map(columns).toReversed();
    expect(
      rows.map(([number, , actor, act, subject, details]) => [number, actor, act, subject, details]),
    ).toEqual([
      ['1', 'command', 'account-created', 'agent:sato', 'role=agent'],
      [
        '2',
        'command',
        'token-created',
        `token:${id}`,
        expect.stringMatching(/^agent=sato scopes=read,write until=20/),
      ],
      ['3', 'agent:sato', 'claim', auditEntry('a').subject, undefined],
      ['4', 'command', 'account-changed', 'agent:sato', 'roleBefore=agent role=lead renamed=false'],
      ['5', 'command', 'token-revoked', `token:${id}`, undefined],
      ['6', 'command', 'account-removed', 'agent:sato', undefined],
    ]);
    expect(log.out + listed.out).not.toContain(secret);
    const verified = await run('audit', 'verify');
    expect(verified.out).toMatch(
      /^6 rows, and all of them fit\nHead, to be noted elsewhere: 6:[0-9a-f]{64}\n$/,
    );
    const [head = ''] = /6:[0-9a-f]{64}/.exec(verified.out) ?? [];
    expect(await run('audit', 'verify', '--head', head)).toEqual(verified);
    expect(await run('audit', 'verify', '--head', `7:${'a'.repeat(64)}`)).toEqual({
      code: 1,
      out: '',
      err: 'the end: the log ends with row 6, but 7 were there: rows were removed from its end\n6 rows before it fit\n',
    });
  }, 60_000);

  it('the log is listed by who, what and how many, as lines or as JSON', async () => {
    const { accounts, run } = beside;
    for (const name of ['a', 'b', 'c']) await accounts.audit.record(auditEntry(name));
    await accounts.audit.record({ ...auditEntry('a'), actor: 'agent:suzuki', act: 'close' });
    const two = await run('audit', 'list', '--actor', 'sato', '--limit', '2', '--json');
    expect(two.err).toBe('There are more; see --limit and --since\n');
    const rows = two.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toMatchObject([{ number: 3, hash: expect.any(String) }, { number: 2 }]);
    expect(rows[1].hash).toBe(rows[0].previousHash);
    const closed = await run('audit', 'list', '--act', 'close');
    expect(columns(closed.out)[3]).toBe('close');
  }, 60_000);

  it('what is not there is said in one line', async () => {
    const { run } = beside;
    expect(await run('token', 'list')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^There are no API tokens yet/),
    });
    const refused = await run('token', 'create', '--agent', 'nobody', '--scopes', 'read');
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: 'There is no agent nobody; see: npm run agent -- list\n',
    });
    expect(await run('token', 'revoke', 't-00000000')).toEqual({
      code: 1,
      out: '',
      err: 'There is no token t-00000000; see: npm run token -- list\n',
    });
    expect(await run('audit', 'verify')).toMatchObject({ code: 0, out: expect.stringMatching(/^0 rows/) });
  }, 60_000);
});

it('verify names the file and the line that do not fit, and ends with 1', async () => {
  const stores = await openLowdbStores({ folder: data.path, report: () => {} });
  for (const name of ['a', 'b', 'c']) await stores.audit.record(auditEntry(name));
  const [name = ''] = await readdir(path.join(data.path, 'audit'));
  const file = path.join(data.path, 'audit', name);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('agent:sato', 'agent:suzuki'));
  const run = besideServer({ MADOGUCHI_DATA: data.path });
  expect(await run('audit', 'verify')).toEqual({
    code: 1,
    out: '',
    err: `audit/${name} line 1: row 1 was changed: its hash is not that of its content\n0 rows before it fit\n`,
  });
  await stores.conversations.close();
});

it('where the audit log cannot be written no account or token is made, but what is there can be removed', async () => {
  const stores = await openLowdbStores({ folder: data.path, report: () => {} });
  const run = besideServer({ MADOGUCHI_DATA: data.path });
  await run('agent', 'add', 'sato', '--name', '佐藤');
  await rename(path.join(data.path, 'audit'), path.join(data.path, 'audit.away'));
  // A file where the folder belongs.
  await writeFile(path.join(data.path, 'audit'), '');
  const made = await run('agent', 'add', 'suzuki', '--name', '鈴木');
  expect(made).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^The storage is unavailable.*audit log failed with E/),
  });
  const token = await run('token', 'create', '--agent', 'sato', '--scopes', 'read');
  expect(token).toMatchObject({ code: 1, out: '' });
  expect(await stores.tokens.listTokens()).toEqual([]);
  const removed = await run('agent', 'remove', 'sato');
  expect(removed).toMatchObject({
    code: 1,
    out: 'Removed sato\n',
    err: expect.stringMatching(/audit log failed with E/),
  });
  expect(await stores.agents.listAgents()).toEqual([]);
  await stores.conversations.close();
}, 60_000);
