import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { verifyChain } from '../../bot/store/audit-chain.ts';
import { openPostgresAccounts } from '../../bot/store/postgres/open.ts';
import type { Accounts } from '../../bot/store/port.ts';
import { numbered } from './opened.ts';
import { startPostgres, type TestServer } from './postgres-server.ts';
import { auditEntry } from './synthetic.ts';

let server: TestServer;
let url: string;
const open: (Accounts & { close: () => Promise<void> })[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  url = await server.newDatabase();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const instance = async (): Promise<Accounts> => {
  const accounts = await openPostgresAccounts(url);
  open.push(accounts);
  return accounts;
};

const everything = { acts: null, actor: null, subject: null, since: null, before: null, limit: 2_000 };

/** As who can change the tables would, and first takes away what guards against accidents. */
const tamper = async (...statements: string[]): Promise<void> => {
  const client = await server.connect(url);
  await client.query('ALTER TABLE audit_log DISABLE TRIGGER ALL');
  for (const statement of statements) await client.query(statement);
  await client.end();
};

describe('what was done to the table shows', () => {
  it.each<[string, string[], string, string]>([
    [
      'an actor changed',
      [`UPDATE audit_log SET actor = 'agent:suzuki' WHERE number = 3`],
      'audit_log number 3',
      'row 3 was changed',
    ],
    [
      'details changed',
      [`UPDATE audit_log SET details = '{"seq":1}' WHERE number = 3`],
      'audit_log number 3',
      'row 3 was changed',
    ],
    [
      'a row removed',
      ['DELETE FROM audit_log WHERE number = 3'],
      'audit_log number 4',
      'row 4 stands where 3 belongs',
    ],
    [
      'two rows in another order',
      [
        'UPDATE audit_log SET number = CASE number WHEN 2 THEN 30 ELSE number END',
        'UPDATE audit_log SET number = 2 WHERE number = 3',
        'UPDATE audit_log SET number = 3 WHERE number = 30',
      ],
      'audit_log number 2',
      'row 2 does not follow from the row before it',
    ],
    [
      'a row inserted',
      [
        'UPDATE audit_log SET number = number + 100 WHERE number > 2',
        `INSERT INTO audit_log SELECT 3, at, 'agent:suzuki', act, subject, details, hash, hash FROM audit_log WHERE number = 2`,
        'UPDATE audit_log SET number = number - 99 WHERE number > 100',
      ],
      'audit_log number 3',
      'row 3 was changed',
    ],
    [
      'rows removed from the end',
      ['DELETE FROM audit_log WHERE number > 3'],
      'the end',
      'the log ends with row 3, but 5 were there',
    ],
    ['what is no row', [`UPDATE audit_log SET act = '' WHERE number = 3`], 'audit_log number 3', 'no row'],
  ])('%s', async (_what, statements, place, reason) => {
    const { audit } = await instance();
    for (const name of numbered(5)) await audit.record(auditEntry(name));
    await tamper(...statements);
    const { misfit } = await verifyChain(audit.walk(), [await audit.head()]);
    expect(misfit).toEqual({ place, reason: expect.stringContaining(reason) });
  });

  it('but rows taken from the end together with the head show by a head that was noted alone', async () => {
    const { audit } = await instance();
    for (const name of numbered(5)) await audit.record(auditEntry(name));
    const noted = await audit.head();
    await tamper(
      'DELETE FROM audit_log WHERE number > 3',
      'UPDATE audit_head SET number = 3, hash = (SELECT hash FROM audit_log WHERE number = 3)',
    );
    expect((await verifyChain(audit.walk(), [await audit.head()])).misfit).toBeNull();
    expect((await verifyChain(audit.walk(), [noted])).misfit?.place).toBe('the end');
  });

  it.each(['UPDATE audit_log SET act = act', 'DELETE FROM audit_log', 'TRUNCATE audit_log'])(
    'and by accident nothing is done to it: %s',
    async (statement) => {
      const { audit } = await instance();
      await audit.record(auditEntry('a'));
      const client = await server.connect(url);
      await expect(client.query(statement)).rejects.toThrow('never changed or removed');
      await client.end();
      expect(await verifyChain(audit.walk(), [])).toMatchObject({ rows: 1, misfit: null });
    },
  );
});

it('two instances and a command that record at the same moment make one chain, and lose nothing', async () => {
  const [one, other, command] = [await instance(), await instance(), await instance()];
  const names = numbered(600);
  await Promise.all(
    names.map((name, index) => ([one, other, command][index % 3] ?? one).audit.record(auditEntry(name))),
  );
  const head = await one.audit.head();
  expect(head.number).toBe(names.length);
  expect(await verifyChain(other.audit.walk(), [head])).toMatchObject({ rows: names.length, misfit: null });
  const { rows } = await command.audit.search(everything);
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(
    names.map((name) => auditEntry(name).subject).toSorted(),
  );
});

it('walks more rows than it reads at a time', async () => {
  const { audit } = await instance();
  await Promise.all(numbered(2_100).map((name) => audit.record(auditEntry(name))));
  expect(await verifyChain(audit.walk(), [])).toMatchObject({ rows: 2_100, misfit: null });
}, 60_000);

it('refuses with storage-unavailable while the database is away, and the chain is whole when it is back', async () => {
  const { audit } = await instance();
  await audit.record(auditEntry('before'));
  await server.allowConnections(url, false);
  await server.cut(url);
  await expect(audit.record(auditEntry('meanwhile'))).rejects.toMatchObject({
    code: 'storage-unavailable',
    status: 503,
  });
  await server.allowConnections(url, true);
  await audit.record(auditEntry('after'));
  expect((await verifyChain(audit.walk(), [await audit.head()])).misfit).toBeNull();
  const subjects = (await audit.search(everything)).rows.map(({ subject }) => subject);
  expect(subjects.at(0)).toBe(auditEntry('after').subject);
  expect(subjects.at(-1)).toBe(auditEntry('before').subject);
});

const writer = path.join(import.meta.dirname, 'recording-process.ts');

it('keeps every acknowledged row in one chain over kills -9 of two instances in the middle of it', async () => {
  const { audit } = await instance();
  const acknowledged: string[] = [];
  const recordUntilKilled = async (who: string): Promise<void> => {
    const child = spawn(process.execPath, ['--import', 'tsx', writer, url, who]);
    const ended = once(child, 'close');
    let output = '';
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        resolve();
      });
    });
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 200);
    await ended;
    acknowledged.push(...output.split('\n').slice(0, -1));
  };
  for (const round of [0, 1, 2])
    await Promise.all([recordUntilKilled(`a${round}`), recordUntilKilled(`b${round}`)]);
  const { misfit, rows } = await verifyChain(audit.walk(), [await audit.head()]);
  expect(misfit).toBeNull();
  const found = await audit.search({ ...everything, limit: Math.max(1, rows) });
  const subjects = found.rows.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThan(3);
}, 120_000);
