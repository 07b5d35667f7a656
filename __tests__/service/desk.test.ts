import { conversationView, queueResponse, textsResponse } from '../../bot/web/wire.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';
import { whileReading, type Received } from './stream.ts';

let service: RunningService;
let api: string;
let sato: string;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  service = await startService({ MADOGUCHI_DATA: data.path });
  api = `${service.url}/api/v1`;
  sato = await agentToken(service.url);
});
afterAll(async () => {
  await service.stop();
  await data.dispose();
});

const setClock = (now: string) => call(`${service.url}/demo/clock`, { body: { now } });
afterEach(() => setClock('2026-11-24T11:00:00+09:00'));

const act = (id: string, what: string, body?: unknown, token = sato) =>
  call(`${api}/agent/conversations/${id}/${what}`, {
    token,
    method: 'POST',
    ...(body === undefined ? {} : { body }),
  });

const claimed = async (): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  await act(customer.id, 'claim', {});
  return customer;
};

const places = (got: readonly Received[]) => got.filter(({ event }) => event === 'queue');
const has = (event: string) => (got: readonly Received[]) => got.some((each) => each.event === event);

describe('signs of typing', () => {
  test('of the customer reach the desk, and are stored nowhere', async () => {
    const customer = await claimed();
    const before = await call(`${api}/agent/conversations/${customer.id}`, { token: sato });
    const got = await whileReading(
      { url: `${api}/agent/events`, token: sato, stands: 'snapshot' },
      () => customer.post('typing', {}),
      has('typing'),
    );
    expect(got.find(({ event }) => event === 'typing')).toEqual({
      id: null,
      event: 'typing',
      data: { conversationId: customer.id, forMs: 6_000 },
    });
    const after = await call(`${api}/agent/conversations/${customer.id}`, { token: sato });
    expect(after.body).toEqual(before.body);
  });

  test('of the agent who has it reach the customer; a colleague’s are refused', async () => {
    const customer = await claimed();
    const suzuki = await agentToken(service.url, 'suzuki');
    expect(await act(customer.id, 'typing', undefined, suzuki)).toMatchObject({ status: 409 });
    const got = await whileReading(
      { url: `${customer.path}/events`, token: customer.token, stands: 'office' },
      () => act(customer.id, 'typing'),
      has('typing'),
    );
    expect(got.find(({ event }) => event === 'typing')).toMatchObject({ data: { agentName: '佐藤' } });
  });

  test('cost a token, and are limited', async () => {
    const customer = await claimed();
    expect(await call(`${customer.path}/typing`, { method: 'POST' })).toMatchObject({ status: 401 });
    const answers = [];
    for (let sign = 0; sign < 61; sign += 1) answers.push((await customer.post('typing', {})).status);
    expect(answers.filter((status) => status === 204)).toHaveLength(60);
    expect(answers.at(-1)).toBe(429);
    // What they write has a limit of its own.
    expect(await customer.say('書けます')).toMatchObject({ status: 201 });
  });
});

describe('the desk’s list', () => {
  test('tells staffed time from the longest wait to tonight, and when an answer given now would close', async () => {
    await setClock('2026-11-24T11:50:00+09:00');
    await (await TestCustomer.open(service.url)).queue();
    await setClock('2026-11-25T10:05:00+09:00');
    const list = queueResponse.parse((await call(`${api}/agent/queue`, { token: sato })).body);
    const intervals = list.staffed.map(({ from, to }) => [from, to]);
    expect(intervals.at(0)).toEqual(['2026-11-24T01:00:00.000Z', '2026-11-24T03:00:00.000Z']);
    expect(intervals.at(-1)).toEqual(['2026-11-25T04:30:00.000Z', '2026-11-25T08:00:00.000Z']);
    expect(list.closesOnIfAnswered).toBe('2026-11-30');
  });
});

describe('an agent', () => {
  test('closes with what was seen, and is refused when the customer wrote after it', async () => {
    const customer = await claimed();
    const seen = conversationView.parse(
      (await call(`${api}/agent/conversations/${customer.id}`, { token: sato })).body,
    ).seq;
    await customer.say('もう一つあります');
    expect(await act(customer.id, 'close', { seenSeq: seen })).toMatchObject({
      status: 409,
      body: { code: 'customer-wrote', seq: seen + 1 },
    });
    expect(await act(customer.id, 'close', { seenSeq: 'all' })).toMatchObject({ status: 400 });
    expect(await act(customer.id, 'close', { seenSeq: seen + 1 })).toMatchObject({ status: 200 });
  });

  test('closes without a body, as programs do that were written before', async () => {
    const customer = await claimed();
    expect(await act(customer.id, 'close')).toMatchObject({ status: 200, body: { state: 'closed' } });
  });

  test('reads the titles of the articles that the bot answered with and thought of', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.say('招待メールが届きません');
    const { body } = await call(`${api}/agent/conversations/${customer.id}`, { token: sato });
    const { articleTitles } = conversationView.parse(body);
    expect(articleTitles['invite-mail-missing']).toMatch(/招待メール/);
  });

  test('finds approved texts; who is not logged in does not', async () => {
    const { body } = await call(`${api}/agent/texts?q=${encodeURIComponent('見出し')}`, { token: sato });
    expect(textsResponse.parse(body).texts[0]).toMatchObject({ kind: 'phrase', id: 'agent-ask-csv-header' });
    expect(await call(`${api}/agent/texts`)).toMatchObject({ status: 401 });
    expect(await call(`${api}/agent/texts?q=${'あ'.repeat(201)}`, { token: sato })).toMatchObject({
      status: 400,
    });
  });

  test('sees what a colleague claims within a second', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.queue();
    const suzuki = await agentToken(service.url, 'suzuki');
    const got = await whileReading(
      { url: `${api}/agent/events`, token: suzuki, stands: 'snapshot' },
      () => act(customer.id, 'claim', {}),
      (all) => all.some(({ event, data: item }) => event === 'item' && isClaimed(item, customer.id)),
    );
    expect(got.length).toBeGreaterThan(1);
  });
});

const isClaimed = (item: unknown, id: string): boolean =>
  typeof item === 'object' &&
  item !== null &&
  'conversationId' in item &&
  item.conversationId === id &&
  'agentId' in item &&
  item.agentId === 'sato';

describe('who waits', () => {
  test('is told the place and that no wait can be told yet, and at the closing that the place is kept', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.queue();
    const got = await whileReading(
      { url: `${customer.path}/events`, token: customer.token, stands: 'queue' },
      () => setClock('2026-11-24T12:30:00+09:00'),
      (all) => places(all).length === 2,
    );
    expect(places(got)).toMatchObject([
      { data: { wording: { id: 'desk-wait-unknown' }, range: null } },
      { data: { wording: { id: 'desk-wait-closed' }, waitText: expect.stringContaining('本日13:30') } },
    ]);
  });
});
