import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { newAgent, newSession } from '../store/synthetic.ts';
import { call, TestCustomer } from './client.ts';
import { startSmallService, type RunningService } from './running.ts';

const agents = Array.from({ length: 100 }, (_, at) => ({
  id: `agent-${at}`,
  name: `担当${at}`,
  token: `token-${at}`,
}));

let database: TestServer;
let knowledge: KnowledgeFixture;
let services: RunningService[];

/** A hundred who are logged in; logging in by password would take a fifth of a second each. */
const letAgentsIn = async (url: string): Promise<void> => {
  const stores = await openPostgresStores({ url, report: () => {} });
  for (const { id, name, token } of agents) {
    await stores.agents.saveAgent({ ...newAgent(id), name });
    const idHash = createHash('sha256').update(token).digest('hex');
    await stores.agents.saveSession(newSession(idHash, id, new Date(Date.now() + 3_600_000).toISOString()));
  }
  await stores.conversations.close();
};

beforeAll(async () => {
  [database, knowledge] = await Promise.all([startPostgres(), makeKnowledge()]);
  const url = await database.newDatabase();
  await letAgentsIn(url);
  const env = {
    DATABASE_URL: url,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-tests',
  };
  services = await Promise.all([1, 2, 3].map(() => startSmallService(env)));
}, 120_000);
afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await Promise.all([database.stop(), knowledge.dispose()]);
});

const claimed = z.object({
  agentId: z.string(),
  events: z.array(z.object({ cause: z.string().optional() })),
});

test('of 100 agents who claim one conversation at once through 3 processes, one has it and 99 learn who', async () => {
  const customer = await TestCustomer.open(services[0]?.url ?? '');
  await customer.queue();
  const answers = await Promise.all(
    agents.map(({ token }, at) => {
      const path = `/api/v1/agent/conversations/${customer.id}/claim`;
      return call(`${services[at % services.length]?.url}${path}`, { token, body: {} });
    }),
  );
  const winners = agents.filter((_, at) => answers[at]?.status === 200);
  expect(winners).toHaveLength(1);
  const [winner] = winners;
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    const owner = { id: winner?.id, name: winner?.name };
    expect(answer).toMatchObject({ status: 409, body: { code: 'already-claimed', owner } });
  }
  for (const { url } of services) {
    const { body } = await call(`${url}/api/v1/agent/conversations/${customer.id}`, {
      token: winner?.token ?? '',
    });
    const seen = claimed.parse(body);
    expect(seen.agentId).toBe(winner?.id);
    expect(seen.events.filter(({ cause }) => cause === 'claim')).toHaveLength(1);
  }
});
