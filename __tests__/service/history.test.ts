import { historyResponse, queueResponse } from '../../bot/web/wire.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let token: string;

beforeAll(async () => {
  [knowledge, data] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  await start();
});
afterAll(async () => {
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

const start = async (): Promise<void> => {
  service = await startService({
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-tests',
    MADOGUCHI_LOG_LEVEL: 'error',
  });
  token = await agentToken(service.url);
};

const address = (query: string): string => `${service.url}/api/v1/agent/conversations${query}`;
const search = async (state: string, q = '') => {
  const { text } = await call(address(`?${new URLSearchParams({ state, q }).toString()}`), { token });
  return historyResponse.parse(JSON.parse(text));
};
const found = async (state: string, q = ''): Promise<string[]> =>
  (await search(state, q)).conversations.map(({ conversationId }) => conversationId);
const act = (customer: TestCustomer, action: string) =>
  call(address(`/${customer.id}/${action}`), { token, body: {} });

/** A customer whom a person has served, and who asked with `text`. */
const served = async (text: string): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  await act(customer, 'claim');
  await customer.say(text);
  await act(customer, 'close');
  return customer;
};

describe('the history of the desk', () => {
  test('finds closed conversations by what was written, the newest first, also after a restart', async () => {
    const first = await served('社員の並び順を変えたいです');
    const second = await served('社員番号の並び順について');
    const other = await served('通知が届きません');
    expect(await found('closed')).toEqual([other.id, second.id, first.id]);
    expect(await found('closed', '並び順')).toEqual([second.id, first.id]);
    expect(await found('closed', '並び順　サンプル株式会社 変えたい')).toEqual([first.id]);
    expect(await found('closed', '住民税')).toEqual([]);
    await service.stop();
    await start();
    expect(await found('closed', '並び順')).toEqual([second.id, first.id]);
  });

  test('has in "all" also those that wait or are with the bot again, but none that only the bot served', async () => {
    const waiting = await TestCustomer.open(service.url);
    await waiting.queue();
    const left = await TestCustomer.open(service.url);
    await left.queue();
    await left.post('handoff', { action: 'leave' });
    const reopened = await served('もう一つ質問があります');
    await reopened.say('給与明細の公開方法を教えてください');
    const botOnly = await TestCustomer.open(service.url);
    await botOnly.say('給与明細の公開方法を教えてください');
    const all = await found('all');
    expect(all).toEqual(expect.arrayContaining([waiting.id, left.id, reopened.id]));
    expect(all).not.toContain(botOnly.id);
    const closed = await found('closed');
    for (const { id } of [waiting, left, reopened, botOnly]) expect(closed).not.toContain(id);
  });

  test('answers like the queue, and says that nothing was left unsearched', async () => {
    const customer = await served('回答の形の確認です');
    const { body } = await call(`${service.url}/api/v1/agent/queue`, { token });
    const { now: _asked, ...office } = queueResponse.parse(body).office;
    expect(await search('closed', '回答の形')).toMatchObject({
      conversations: [
        {
          conversationId: customer.id,
          state: 'closed',
          customer: { company: 'サンプル株式会社' },
          lastMessage: { from: 'customer', text: '回答の形の確認です' },
        },
      ],
      office,
      now: expect.stringContaining('2026-11-24T'),
      olderNotSearched: false,
    });
    expect((await call(address(''), { token })).text).not.toMatch(/tokenHash|dialogueState/);
  });

  test('gives the newest fifty and says that there are older ones', async () => {
    const customers = await Promise.all(Array.from({ length: 51 }, () => served('たくさんの一つ')));
    const { conversations, olderNotSearched } = await search('closed', 'たくさんの一つ');
    expect(conversations).toHaveLength(50);
    expect(olderNotSearched).toBe(true);
    const ids = customers.map(({ id }) => id);
    for (const { conversationId } of conversations) expect(ids).toContain(conversationId);
  });

  test('is for agents alone', async () => {
    const customer = await TestCustomer.open(service.url);
    for (const request of [{}, { token: customer.token }])
      expect(await call(address('?state=all'), request)).toMatchObject({
        status: 401,
        body: { code: 'not-logged-in' },
      });
  });

  test.each([
    ['a state that there is not', '?state=open'],
    ['a state twice', '?state=all&state=closed'],
    ['a query that is not a text', '?q[a]=1&q=2'],
    ['a query longer than 200 characters', `?q=${'a'.repeat(201)}`],
    ['a key that there is not', '?state=all&limit=100000'],
  ])('refuses %s', async (_what, query) => {
    expect(await call(address(query), { token })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
  });
});
