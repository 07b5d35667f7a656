import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { everybodyWrites, faultsOf, settleAll } from '../../scripts/proof/kill/acting.ts';
import { acknowledgedIn, castOf } from '../../scripts/proof/kill/rounds.ts';
import { unlimited } from '../../scripts/proof/kill/stages.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { agentToken, TestCustomer } from './client.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';

/** The promise: the process has ended so long after SIGTERM, whatever is open. */
const mostMs = 10_000;

/** Acknowledged before the end comes, so that it comes in the middle. */
const enough = 30;

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let postgres: TestServer;
let service: RunningService;

beforeAll(async () => {
  [knowledge, data, postgres] = await Promise.all([makeKnowledge(), temporaryFolder(), startPostgres()]);
});
afterEach(() => service.stop());
afterAll(() => Promise.all([knowledge.dispose(), data.dispose(), postgres.stop()]));

/** All that a stream says until the server ends it. An end that is cut off rejects. */
const openStream = async (path: string, token: string): Promise<{ rest: Promise<string> }> => {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  return { rest: response.text() };
};

/** A body that comes byte by byte and never ends, as over a bad network. Resolves when the server closes. */
const uploadForever = ({ path, token }: TestCustomer): Promise<unknown> => {
  const { hostname, port, pathname } = new URL(`${path}/messages`);
  const socket = connect(Number(port), hostname).on('error', () => {});
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Content-Length: 10000',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n{"clientMessageId":"`);
  const trickle = setInterval(() => socket.write('a'), 50);
  return once(socket, 'close').finally(() => clearInterval(trickle));
};

test.each<[string, () => Promise<Record<string, string>>]>([
  ['a data folder', async () => ({ MADOGUCHI_DATA: data.path })],
  ['PostgreSQL', async () => ({ DATABASE_URL: await postgres.newDatabase() })],
])(
  'with %s SIGTERM in the middle of everything ends with 0 in time, and all that was acknowledged is kept',
  async (_, store) => {
    const env = {
      ...unlimited,
      ...(await store()),
      MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
      MADOGUCHI_INTENTS: knowledge.folders.intents,
    };
    service = await startService(env);
    const cast = await castOf(() => service.url);
    const customers = await Promise.all([TestCustomer.open(service.url), TestCustomer.open(service.url)]);
    const [watching, uploading] = customers;
    const streams = await Promise.all([
      openStream(`${watching.path}/events`, watching.token),
      openStream(`${service.url}/api/v1/agent/events`, await agentToken(service.url)),
    ]);
    const uploaded = uploadForever(uploading);
    const [ended, progress] = [new AbortController(), new EventEmitter()];
    // Rejects at any answer but those of the promise: done, refused as 503 or 409, or no answer at all.
    const writing = everybodyWrites(cast, ended.signal, progress);
    const begun = (async () => {
      while (acknowledgedIn(cast.conversations) < enough) await once(progress, 'acknowledged');
    })();
    await Promise.race([begun, writing]);

    const from = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(mostMs);
    ended.abort();
    await Promise.all([writing, uploaded]);
    for (const { rest } of streams) expect(await rest).toMatch(/^retry: \d+\n\n[^]*\n\n$/);

    service = await startService(env);
    expect(await faultsOf(cast)).toEqual([]);
    await settleAll(cast);
    expect(await faultsOf(cast)).toEqual([]);
  },
  120_000,
);
