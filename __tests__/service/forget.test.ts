import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { customerExportSchema } from '../../bot/retention/customer-export.ts';
import { runCommand, type Ended } from '../commands/run.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { agentToken, call, serveAndClose, TestCustomer } from './client.ts';
import { startService, startSmallService, temporaryFolder, type RunningService } from './running.ts';
import { numbered, readStream } from './stream.ts';

const words = '忘れてほしい発言です';
const subject = 'demo-admin-standard';
/** What only this person's data has. */
const traces = [words, '管理者 花子', subject];

const key = { MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-tests' };

/** A person whom the desk has served, and who has said something. */
const served = async (url: string, persona?: string): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(url, persona);
  await customer.say(words);
  await customer.queue();
  await serveAndClose(url, customer.id);
  return customer;
};

const isGone = async (customer: TestCustomer): Promise<void> => {
  const said = await customer.say('まだありますか');
  expect(said).toMatchObject({ status: 404, body: { code: 'conversation-not-found' } });
  const stream = await call(`${customer.path}/events`, { token: customer.token });
  expect(stream).toMatchObject({ status: 404, body: { code: 'conversation-not-found' } });
};

/** An open stream of a customer, which resolves to what it brought when the server ends it. */
const untilEnded = (customer: TestCustomer) =>
  readStream(`${customer.path}/events?after=0`, customer.token, () => false);

/** Names and contents of every file of a folder. */
/** But for the audit log, which names conversations and no person, and keeps what was done to them. */
const everythingIn = async (folder: string): Promise<string> => {
  const all = await readdir(folder, { recursive: true });
  const names = all.filter((name) => !name.startsWith('audit'));
  const texts = names.map(async (name) => readFile(path.join(folder, name), 'utf8').catch(() => ''));
  return [...names, ...(await Promise.all(texts))].join('\n');
};

describe('forget and export beside a server over a data folder', () => {
  let data: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  const env = () => ({ ...key, MADOGUCHI_DATA: data.path });
  /** Each test has a person of its own. */
  const forget = (persona: string, ...args: string[]): Promise<Ended> =>
    runCommand('forget', ['--customer', `demo-${persona}`, ...args], { env: env() });

  beforeAll(async () => {
    data = await temporaryFolder();
    service = await startService(env());
  });
  afterAll(async () => {
    await service.stop();
    await data.dispose();
  });

  test('a person is forgotten everywhere at once, and another is not', async () => {
    const mine = await served(service.url);
    const other = await served(service.url, 'admin-zero-trial');
    const ended = untilEnded(mine);
    expect(await everythingIn(data.path)).toContain(subject);

    const { code, out, err } = await forget('admin-standard', '--yes');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Customer demo-admin-standard in the data folder \S+: removed for good\n/);
    expect(out).toMatch(/ 1 conversations\n {6}3 messages of the customer\n/);
    expect(out).toContain(`  ${mine.id}\n`);
    expect(out).not.toContain(other.id);

    expect(numbered(await ended).length).toBeGreaterThan(3);
    await isGone(mine);
    expect((await other.say('続けます')).status).toBe(201);
    const left = await everythingIn(data.path);
    expect([subject, mine.id].filter((trace) => left.includes(trace))).toEqual([]);
    expect(left).toContain('demo-admin-zero-trial');

    const token = await agentToken(service.url);
    const found = await call(`${service.url}/api/v1/agent/conversations?state=all`, { token });
    expect(found.text).not.toContain(mine.id);
    expect(found.text).toContain(other.id);
    const metrics = await call(`${service.url}/metrics`);
    expect(metrics.text).toContain('madoguchi_removed_conversations_total{cause="request"}');
    for (const trace of traces) expect(service.output()).not.toContain(trace);
    expect(service.output()).toContain('"conversations":1');
  });

  test('the desk is asked first: what it has in hand stays, unless the command says otherwise', async () => {
    const mine = await served(service.url, 'admin-small');
    const waiting = await TestCustomer.open(service.url, 'admin-small');
    await waiting.queue();
    const refused = await forget('admin-small', '--yes');
    expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/: nothing was removed\n$/) });
    expect(refused.err).toMatch(/^Nothing is removed while the desk has this in hand; .* --even-at-desk:\n/);
    expect(refused.err).toContain(waiting.id);
    expect((await mine.say('まだあります')).status).toBe(201);

    const token = await agentToken(service.url);
    const told = readStream(`${service.url}/api/v1/agent/events`, token, (received) =>
      received.some(({ event }) => event === 'gone'),
    );
    const done = await forget('admin-small', '--yes', '--even-at-desk');
    expect(done).toMatchObject({ code: 0, err: '' });
    for (const each of [mine, waiting]) await isGone(each);
    const ids = [mine.id, waiting.id];
    const gone = (await told).find(({ event }) => event === 'gone');
    expect(ids.map((conversationId) => ({ conversationId }))).toContainEqual(gone?.data);
    const { text } = await call(`${service.url}/api/v1/agent/queue`, { token });
    expect(text).not.toContain(waiting.id);
  });

  test('a dry run, or no terminal to ask at, removes nothing; an unknown person is no error', async () => {
    const mine = await served(service.url, 'admin-professional');
    const dry = await forget('admin-professional', '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/: would be removed\n/) });
    expect(dry.out).toContain(mine.id);
    const unasked = await forget('admin-professional');
    expect(unasked).toMatchObject({ code: 1, err: expect.stringMatching(/no terminal .* add --yes/) });
    expect((await mine.say('まだあります')).status).toBe(201);
    const unknown = await forget('nobody-at-all', '--yes');
    expect(unknown).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/: nothing is held\n$/) });
  });

  test('an export has everything, in a file for its owner alone, and never overwrites one', async () => {
    const mine = await served(service.url);
    const out = await temporaryFolder();
    const file = path.join(out.path, 'export.json');
    const options = ['--customer', subject, '--out', file];
    const written = await runCommand('export', options, { env: env() });
    expect(written).toMatchObject({ code: 0, out: '', err: expect.stringMatching(/: 1 conversations\n$/) });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    const { conversations } = customerExportSchema.parse(JSON.parse(text));
    expect(conversations.map(({ id }) => id)).toEqual([mine.id]);
    for (const trace of traces) expect(text).toContain(trace);
    expect(text).not.toMatch(/tokenHash|"agentId"/);

    const again = await runCommand('export', options, { env: env() });
    expect(again).toMatchObject({ code: 1, err: `${file} is there already; name another file\n` });
    expect(await readFile(file, 'utf8')).toBe(text);
    const printed = await runCommand('export', ['--customer', subject], { env: env() });
    expect(JSON.parse(printed.out)).toMatchObject({ customer: subject, conversations: [{ id: mine.id }] });
    await out.dispose();
  });

  test('without a server the command does it alone, and the next start knows nothing of the person', async () => {
    const mine = await served(service.url);
    await service.stop();
    expect(await forget('admin-standard', '--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining(mine.id),
    });
    const left = await everythingIn(data.path);
    expect([subject, mine.id].filter((trace) => left.includes(trace))).toEqual([]);
    service = await startSmallService(env());
    const events = `${service.url}/api/v1/conversations/${mine.id}/events`;
    expect(await call(events, { token: mine.token })).toMatchObject({ status: 404 });
  });

  test('a folder that is none is named, rather than that nothing is held', async () => {
    const nowhere = { ...env(), MADOGUCHI_DATA: path.join(data.path, 'nowhere') };
    for (const command of ['forget', 'export']) {
      const refused = await runCommand(command, ['--customer', subject], { env: nowhere });
      expect(refused).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/nowhere is no data folder/),
      });
    }
  });
});

describe('forget and export beside two instances over one database', () => {
  let database: TestServer;
  let env: { DATABASE_URL: string; MADOGUCHI_IDENTITY_KEY: string };
  let services: RunningService[];

  beforeAll(async () => {
    database = await startPostgres();
    env = { ...key, DATABASE_URL: await database.newDatabase() };
    services = await Promise.all([startSmallService(env), startSmallService(env)]);
  });
  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await database.stop();
  });

  test('a person is exported, and forgotten by both: streams end, tokens are 404, no table has a word', async () => {
    const customers = await Promise.all(services.map(({ url }) => served(url)));
    const streams = customers.map(untilEnded);
    const exported = await runCommand('export', ['--customer', subject], { env });
    const { conversations } = customerExportSchema.parse(JSON.parse(exported.out));
    expect(conversations.map(({ id }) => id).toSorted()).toEqual(customers.map(({ id }) => id).toSorted());

    const { code, out, err } = await runCommand('forget', ['--customer', subject, '--yes'], { env });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^Customer demo-admin-standard in the database 127\.0\.0\.1:\d+\/\w+: removed for good\n/,
    );
    expect(out).toContain(' 2 conversations\n');
    for (const stream of streams) expect(numbered(await stream).length).toBeGreaterThan(3);
    for (const customer of customers) await isGone(customer);
    const operator = await database.connect(env.DATABASE_URL);
    for (const table of ['conversations', 'events', 'removals']) {
      const { rows } = await operator.query(`SELECT * FROM ${table}`);
      for (const trace of traces) expect(JSON.stringify(rows)).not.toContain(trace);
    }
    await operator.end();
  });
});
