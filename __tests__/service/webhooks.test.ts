import { EventEmitter, once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { webhookEventSchema } from '../../bot/domain/webhook.ts';
import { runCommand } from '../commands/run.ts';
import { startReceiver, type Received, type Receiver } from '../handoff/webhooks/receiver.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startSmallService, temporaryFolder, type RunningService } from './running.ts';

/** The promise: the process has ended so long after SIGTERM, whatever is open. */
const mostMs = 10_000;

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let service: RunningService;
let receiver: Receiver;
let secret: string;
let endpoint: string;
/** `take`: the receiver answers so; `hold`: it never does. */
let manner: 'take' | 'hold' = 'take';
const news = new EventEmitter();

beforeAll(async () => {
  [knowledge, data] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  settings = {
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-tests',
    MADOGUCHI_WEBHOOKS_LOCAL: 'on',
  };
  service = await startSmallService(settings);
  receiver = await startReceiver((_got, _request, response) => {
    if (manner === 'take') response.writeHead(204).end();
    news.emit('got');
  });
  // Beside the running server, which sees it by itself.
  const { out } = await runCommand('webhook', ['add', receiver.url, '--with-text'], { env: settings });
  secret = /whsec_\S+/.exec(out)?.[0] ?? '';
  endpoint = /we_[a-z0-9]+/.exec(out)?.[0] ?? '';
});
afterAll(async () => {
  await receiver.close();
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

const withTextSchema = z.object({
  data: z.object({ text: z.string().optional(), comment: z.string().nullish(), conversationId: z.string() }),
});

/** What the receiver got, checked with the specification's library, of one conversation. */
const verified = (id: string) =>
  receiver.received
    .map(({ headers, body }: Received) => {
      const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return { id: plain['webhook-id'], event: new Webhook(secret).verify(body, plain) };
    })
    .filter(({ event }) => withTextSchema.parse(event).data.conversationId === id);

const idsOf = (id: string): Set<string | undefined> => new Set(verified(id).map((each) => each.id));

const until = async (enough: () => boolean): Promise<void> => {
  while (!enough()) await once(news, 'got');
};

/** From the queue to the survey. */
const walk = async (customer: TestCustomer): Promise<void> => {
  await customer.queue();
  const token = await agentToken(service.url);
  const atDesk = `${service.url}/api/v1/agent/conversations/${customer.id}`;
  await call(`${atDesk}/claim`, { token, body: {} });
  const shown = await call(atDesk, { token });
  const { length } = z.object({ events: z.array(z.unknown()) }).parse(shown.body).events;
  await call(`${atDesk}/messages`, {
    token,
    body: { clientMessageId: 'the-answer-of-sato', text: '従業員一覧から取り消せます', seenSeq: length },
  });
  await customer.say('できました。電話は090-1234-5678です');
  await call(`${atDesk}/close`, { token, body: {} });
  await customer.post('survey', { score: 5, comment: '助かりました' });
};

test('a conversation is told from the queue to the survey, in order, each signed for the specification’s library', async () => {
  const customer = await TestCustomer.open(service.url);
  // Until the server has seen that there is an endpoint.
  while (receiver.received.length === 0) await customer.say('招待メールが届きません');
  const told = await TestCustomer.open(service.url);
  await walk(told);
  await until(() => idsOf(told.id).size >= 8);
  const events = verified(told.id).map(({ event }) => event);
  expect(events).toMatchObject([
    { type: 'message', data: { from: 'customer', state: 'bot', agent: null } },
    { type: 'message', data: { from: 'customer', text: '招待の取り消し方' } },
    { type: 'conversation.waiting', data: { cause: 'request', state: 'waiting' } },
    { type: 'conversation.claimed', data: { cause: 'claim', agent: { id: 'sato', name: '佐藤' } } },
    { type: 'message', data: { from: 'agent', text: '従業員一覧から取り消せます', state: 'answered' } },
    {
      type: 'message',
      data: { from: 'customer', text: 'できました。電話は〔電話番号〕です', state: 'claimed' },
    },
    { type: 'conversation.closed', data: { cause: 'close', state: 'closed' } },
    { type: 'survey', data: { score: 5, comment: '助かりました' } },
  ]);
  const numbers = events.map((event) => z.object({ data: z.object({ seq: z.int() }) }).parse(event).data.seq);
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  for (const { body } of receiver.received) expect(body).not.toContain(told.token);
  const [waiting] = events.filter((event) => webhookEventSchema.safeParse(event).success);
  expect(waiting).toMatchObject({ type: 'conversation.waiting' });
  const metrics = await call(`${service.url}/metrics`);
  expect(metrics.text).toMatch(
    new RegExp(`madoguchi_webhook_deliveries_total\\{endpoint="${endpoint}",outcome="delivered"\\} \\d+`),
  );
});

test('after kill -9 in the middle the next start delivers the rest, what was under way under the same id', async () => {
  const customer = await TestCustomer.open(service.url);
  manner = 'hold';
  await walk(customer);
  await until(() => idsOf(customer.id).size >= 1);
  const [underWay] = idsOf(customer.id);
  service.process.kill('SIGKILL');
  await once(service.process, 'exit');
  expect(idsOf(customer.id).size).toBe(1);

  manner = 'take';
  service = await startSmallService(settings);
  await until(() => idsOf(customer.id).size >= 8);
  const ids = verified(customer.id).map(({ id }) => id);
  // The one that nobody answered was sent again; the others once.
  expect(ids.slice(0, 2)).toEqual([underWay, underWay]);
  expect(ids).toHaveLength(9);
  const types = verified(customer.id).map(({ event }) => z.object({ type: z.string() }).parse(event).type);
  expect(types.at(-1)).toBe('survey');
});

test('SIGTERM ends within 10 s while a receiver does not answer, and the next start delivers', async () => {
  const customer = await TestCustomer.open(service.url);
  manner = 'hold';
  await customer.say('招待メールが届きません');
  await until(() => idsOf(customer.id).size >= 1);
  const from = performance.now();
  expect(await service.stop()).toBe(0);
  expect(performance.now() - from).toBeLessThan(mostMs);
  manner = 'take';
  service = await startSmallService(settings);
  await until(() => verified(customer.id).length >= 2);
  expect(idsOf(customer.id).size).toBe(1);
});

test('neither secrets nor what was written stand in the log', () => {
  for (const word of [secret, '従業員一覧', '助かりました', '招待'])
    expect(service.output()).not.toContain(word);
});
