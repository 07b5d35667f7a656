import { SignJWT } from 'jose';
import { once } from 'node:events';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startAndFail, startSmallService, temporaryFolder, type RunningService } from './running.ts';
import { numbered, readStream, type Received } from './stream.ts';

const identityKey = 'a-secret-of-the-host-product-for-tests';

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let service: RunningService;
let agent: string;
let first: TestCustomer;
let second: TestCustomer;
let claimed: TestCustomer;

const api = (path: string): string => `${service.url}/api/v1/${path}`;
const conversation = (customer: TestCustomer, part: string): string =>
  api(`conversations/${customer.id}/${part}`);
const asked = { clientMessageId: 'asked-before-the-end', text: '給与明細の公開方法を教えてください' };
const ask = (customer: TestCustomer, message: unknown = asked) =>
  call(conversation(customer, 'messages'), { token: customer.token, body: message });
const history = async (customer: TestCustomer, length: number): Promise<Received[]> =>
  numbered(
    await readStream(
      conversation(customer, 'events?after=0'),
      customer.token,
      (got) => numbered(got).length >= length,
    ),
  );
const queue = () => call(api('agent/queue'), { token: agent });

/** What customers and agents see of the three conversations. */
const seen = async () => ({
  queue: await queue().then(({ body }) => listOf(body)),
  histories: await Promise.all(
    [first, second, claimed].map(async (customer) => history(customer, await lengthOf(customer))),
  ),
});

const lengthOf = async ({ id }: TestCustomer): Promise<number> => {
  const { text } = await call(api(`agent/conversations/${id}`), { token: agent });
  return JSON.parse(text).events.length;
};

const listOf = (body: unknown): unknown =>
  typeof body === 'object' && body && 'conversations' in body ? body.conversations : body;

beforeAll(async () => {
  [knowledge, data] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  settings = {
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_IDENTITY_KEY: identityKey,
    MADOGUCHI_LOG_LEVEL: 'error',
  };
  service = await startSmallService(settings);
  agent = await agentToken(service.url);
  const open = () => TestCustomer.open(service.url);
  [first, second, claimed] = [await open(), await open(), await open()];
  for (const customer of [claimed, first, second]) {
    await ask(customer);
    await customer.queue();
  }
  await call(api(`agent/conversations/${claimed.id}/claim`), { token: agent, body: {} });
});
afterAll(async () => {
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

test('a second process on the data folder ends with the pid of the first and leaves it alone', async () => {
  const { code, output } = await startAndFail(settings);
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringMatching(
      new RegExp(
        `^The data folder [^\\n]+ is locked by pid ${service.process.pid}; stop that process, or set MADOGUCHI_DATA[^\\n]+\\n$`,
      ),
    ),
  });
  expect(await call(`${service.url}/readyz`)).toMatchObject({ status: 200 });
});

describe.each<[string, () => Promise<unknown>]>([
  ['a stop and a start', () => service.stop()],
  [
    'kill -9 and a start',
    async () => {
      service.process.kill('SIGKILL');
      await once(service.process, 'exit');
    },
  ],
])('over %s', (_what, end) => {
  test('histories, tokens, places in the queue, claims and agents’ sessions are kept', async () => {
    await ask(first, { clientMessageId: `right-before-${_what.length}`, text: 'まだ待っています' });
    const before = await seen();
    const answered = await ask(second);
    await end();
    service = await startSmallService(settings);

    expect(await seen()).toEqual(before);
    expect(before.queue).toMatchObject([
      { conversationId: first.id, state: 'waiting' },
      { conversationId: second.id, state: 'waiting' },
      { conversationId: claimed.id, state: 'claimed' },
    ]);
    const again = await ask(second);
    expect([again.status, again.text]).toEqual([answered.status, answered.text]);
    expect(await ask(second, { ...asked, text: '別の文' })).toMatchObject({ status: 422 });
  });
});

const administrator = () =>
  new SignJWT({ company: '見本株式会社', role: 'admin', plan: 'standard' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('user-1')
    .setAudience('support-chat')
    .setIssuedAt()
    .sign(new TextEncoder().encode(identityKey));

describe('in production, on the folder of a demo', () => {
  beforeAll(async () => {
    await service.stop();
    service = await startSmallService({ ...settings, NODE_ENV: 'production', MADOGUCHI_NOW: '' });
  });

  test.each(['/', '/demo.js', '/demo.css', '/demo/state'])('%s is not there', async (path) => {
    expect(await call(`${service.url}${path}`)).toMatchObject({ status: 404 });
  });

  test.each([
    ['/demo/identity', { persona: 'admin-standard' }],
    ['/demo/clock', { now: '2026-11-24T11:00:00+09:00' }],
  ])('%s is not there', async (path, body) => {
    expect(await call(`${service.url}${path}`, { body })).toMatchObject({ status: 404 });
  });

  test.each(['sato', 'suzuki'])('the demo agent %s can no longer log in', async (id) => {
    expect(await call(api('agent/session'), { body: { id, password: `demo-${id}` } })).toMatchObject({
      status: 401,
      body: { code: 'wrong-credentials' },
    });
  });

  test('a session that a demo agent had is over', async () => {
    expect(await queue()).toMatchObject({ status: 401 });
  });

  test('customers of the host product are served, the widget and the console are there', async () => {
    const opened = await call(api('conversations'), { body: { identity: await administrator() } });
    expect(opened).toMatchObject({ status: 201 });
    for (const path of ['/widget.js', '/console', '/docs'])
      expect(await call(`${service.url}${path}`)).toMatchObject({ status: 200 });
  });
});
