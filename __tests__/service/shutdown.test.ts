import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { z } from 'zod';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startSmallService, temporaryFolder, type RunningService } from './running.ts';
import { numbered, readStream } from './stream.ts';

/** The promise: the process has ended so long after SIGTERM, whatever is open. */
const mostMs = 10_000;

const customers = 4;
/** Written one after another by each customer; more than a stop leaves time for. */
const messages = 200;

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let settings: Record<string, string>;

beforeAll(async () => {
  [knowledge, data] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  settings = {
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
  };
  service = await startSmallService(settings);
});
afterAll(async () => {
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

/** All that a stream says until the server ends it. An end that is cut off rejects. */
const openStream = async (path: string, token: string): Promise<{ rest: Promise<string> }> => {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  return { rest: response.text() };
};

/** A client that promises a body and sends half of it. Resolves when the server has taken what there is. */
const sendHalf = async ({ path, token }: TestCustomer): Promise<{ closed: Promise<unknown> }> => {
  const { hostname, port, pathname } = new URL(`${path}/messages`);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Content-Length: 100',
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.write('{"clientMessageId":"never-');
  return { closed: once(socket, 'close') };
};

interface Written {
  customer: TestCustomer;
  acknowledged: string[];
}

/** Writes until the server no longer takes anything; tells by its id when it is well under way. */
const write = async (customer: TestCustomer, progress: EventEmitter): Promise<Written> => {
  const acknowledged: string[] = [];
  for (let at = 0; at < messages; at += 1) {
    const said = `給与明細の公開方法は？その${at}`;
    const answer = await customer.say(said).catch(() => null);
    if (answer?.status !== 201) break;
    acknowledged.push(said);
    if (at === 2) progress.emit(customer.id);
  }
  return { customer, acknowledged };
};

const messageSchema = z.object({ from: z.literal('customer'), text: z.string() });

const textsOf = async ({ id, token }: TestCustomer, length: number): Promise<string[]> => {
  const events = await readStream(
    `${service.url}/api/v1/conversations/${id}/events?after=0`,
    token,
    (got) => numbered(got).length >= length,
  );
  return numbered(events).flatMap((event) => {
    const message = messageSchema.safeParse(event.data);
    return message.success ? [message.data.text] : [];
  });
};

const lengthOf = async ({ id }: TestCustomer, token: string): Promise<number> => {
  const read = await call(`${service.url}/api/v1/agent/conversations/${id}`, { token });
  return z.object({ events: z.array(z.unknown()) }).parse(read.body).events.length;
};

test('SIGTERM ends open streams, answers what is under way, outwaits half a body, and loses nothing', async () => {
  const agent = await agentToken(service.url);
  const writers = await Promise.all(Array.from({ length: customers }, () => TestCustomer.open(service.url)));
  const [watched, half] = [await TestCustomer.open(service.url), await TestCustomer.open(service.url)];
  const streams = await Promise.all([
    openStream(`${watched.path}/events`, watched.token),
    openStream(`${service.url}/api/v1/agent/events`, agent),
    ...writers.map(({ path, token }) => openStream(`${path}/events`, token)),
  ]);
  const { closed } = await sendHalf(half);
  const progress = new EventEmitter();
  const begun = Promise.all(writers.map(({ id }) => once(progress, id)));
  const writing = Promise.all(writers.map((customer) => write(customer, progress)));
  await begun;

  const logged = service.output().length;
  const from = performance.now();
  expect(await service.stop()).toBe(0);
  expect(performance.now() - from).toBeLessThan(mostMs);
  // What had to be cut is no fault of ours, and is not logged as one.
  expect(service.output().slice(logged)).toMatch(/^\{[^\n]*"signal":"SIGTERM","msg":"stopping"\}\n$/);

  for (const { rest } of streams) expect(await rest).toMatch(/^retry: \d+\n\n[^]*\n\n$/);
  await closed;
  const written = await writing;
  service = await startSmallService(settings);
  for (const { customer, acknowledged } of written) {
    const kept = await textsOf(customer, await lengthOf(customer, agent));
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
    // At most the one that was under way is there without its answer having arrived.
    expect(kept.length).toBeLessThanOrEqual(acknowledged.length + 1);
  }
  expect(await lengthOf(half, agent)).toBe(0);
});
