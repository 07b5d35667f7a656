import { verifyChain } from '../../bot/store/audit-chain.ts';
import { openPostgresAccounts } from '../../bot/store/postgres/open.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startAndFail, startSmallService, type RunningService } from './running.ts';
import { numbered, readStream, whileReading, type Received } from './stream.ts';

let database: TestServer;
let url: string;
let env: Record<string, string>;
let one: RunningService;
let other: RunningService;

beforeAll(async () => {
  database = await startPostgres();
  url = await database.newDatabase();
  env = {
    DATABASE_URL: url,
    MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-tests',
    MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
    MADOGUCHI_REQUESTS_PER_MINUTE: '1000000',
  };
  [one, other] = await Promise.all([startSmallService(env), startSmallService(env)]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await database.stop();
});

/** The same customer's or agent's call at the other instance. */
const atOther = (path: string): string => path.replace(one.url, other.url);

const claim = (service: RunningService, id: string, token: string) =>
  call(`${service.url}/api/v1/agent/conversations/${id}/claim`, { token, body: {} });

const hasTyping = (got: readonly Received[]) => got.some(({ event }) => event === 'typing');

describe('two instances over one database', () => {
  test('serve any request of a customer, and a stream of one shows what the other took', async () => {
    const customer = await TestCustomer.open(one.url);
    const stream = readStream(
      atOther(`${customer.path}/events?after=0`),
      customer.token,
      (received) => numbered(received).length >= 4,
    );
    await customer.say('招待メールが届きません');
    await call(atOther(`${customer.path}/messages`), {
      token: customer.token,
      body: { clientMessageId: 'message-through-the-other', text: '招待メールが届きません' },
    });
    expect(numbered(await stream).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  test('make one message of the same one sent 50 times through both', async () => {
    const customer = await TestCustomer.open(one.url);
    const body = { clientMessageId: 'message-sent-fifty-times', text: '招待メールが届きません' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const path = `${customer.path}/messages`;
        return call(index % 2 === 0 ? path : atOther(path), { token: customer.token, body });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const [first] = answers;
    expect(first?.body).toMatchObject({ message: { seq: 1 }, seq: 2 });
  });

  test('record what is done at both in one chain', async () => {
    const tokens = await Promise.all([agentToken(one.url), agentToken(other.url, 'suzuki')]);
    const customers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => TestCustomer.open(one.url)));
    await Promise.all(customers.map((customer) => customer.queue()));
    const claims = customers.map(({ id }, index) => {
      const [service, token] = index % 2 === 0 ? [one, tokens[0]] : [other, tokens[1]];
      return claim(service, id, token ?? '');
    });
    expect((await Promise.all(claims)).map(({ status }) => status)).toEqual(claims.map(() => 200));
    const { audit, close } = await openPostgresAccounts(url);
    const verified = await verifyChain(audit.walk(), [await audit.head()]);
    const everything = { acts: null, actor: null, subject: null, since: null, before: null, limit: 100 };
    const { rows } = await audit.search({ ...everything, acts: ['claim'] });
    await close();
    expect(verified.misfit).toBeNull();
    const claimed = customers.map(({ id }) => `conversation:${id}`);
    expect(rows.map(({ subject }) => subject)).toEqual(expect.arrayContaining(claimed));
  });

  test('pass on that somebody types', async () => {
    const customer = await TestCustomer.open(one.url);
    await customer.queue();
    const token = await agentToken(other.url);
    await claim(other, customer.id, token);
    const atDesk = await whileReading(
      { url: `${other.url}/api/v1/agent/events`, token, stands: 'snapshot' },
      () => customer.post('typing', {}),
      hasTyping,
    );
    const atCustomer = await whileReading(
      { url: `${customer.path}/events`, token: customer.token, stands: 'office' },
      () => call(`${other.url}/api/v1/agent/conversations/${customer.id}/typing`, { token, method: 'POST' }),
      hasTyping,
    );
    const said = [...atDesk, ...atCustomer].filter(({ event }) => event === 'typing');
    expect(said.map(({ data }) => data)).toMatchObject([
      { conversationId: customer.id, forMs: 6_000 },
      { agentName: '佐藤', forMs: 6_000 },
    ]);
  });

  test('know an agent who signed in at the other', async () => {
    const token = await agentToken(one.url);
    expect(await call(`${other.url}/api/v1/agent/queue`, { token })).toMatchObject({ status: 200 });
  });
});

test('while the database is away messages are refused, the FAQ goes on, and all comes back by itself', async () => {
  const customer = await TestCustomer.open(one.url);
  await database.allowConnections(url, false);
  await database.cut(url);
  expect(await customer.say('招待メールが届きません')).toMatchObject({
    status: 503,
    body: { code: 'storage-unavailable' },
  });
  const faq = await call(`${one.url}/api/v1/faq`, { body: { text: '招待メールが届きません' } });
  expect(faq.status).toBe(200);
  await database.allowConnections(url, true);
  let status = 503;
  while (status === 503) ({ status } = await customer.say('招待メールが届きません'));
  expect(status).toBe(201);
});

test('neither start nor outage has told the connection string', () => {
  const { password } = new URL(url);
  for (const service of [one, other]) expect(service.output()).not.toContain(password);
});

describe('a start with a DATABASE_URL that cannot be', () => {
  test.each([
    ['no URL', 'db.example.com/madoguchi', /^DATABASE_URL: must be a URL such as postgres:[^\n]+\n$/],
    ['of another kind', 'mysql://user:secret@localhost/db', /^DATABASE_URL: must be a URL such as[^\n]+\n$/],
    [
      'of nobody’s',
      'postgres://user:secret@127.0.0.1:1/db',
      /^The database of DATABASE_URL cannot be used \(ECONNREFUSED\): nothing listens there; start [^\n]+\n$/,
    ],
  ])('%s ends with 1 and one line that says what to do', async (_, wrong, message) => {
    const ended = await startAndFail({ ...env, DATABASE_URL: wrong, MADOGUCHI_LOG_LEVEL: 'silent' });
    expect(ended).toEqual({ code: 1, output: expect.stringMatching(message) });
    expect(ended.output).not.toContain('secret');
  });
});
