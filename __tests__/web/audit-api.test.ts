import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express from 'express';
import type { AgentRole } from '../../bot/domain/agent.ts';
import type { AuditEntry } from '../../bot/domain/audit.ts';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { Presence } from '../../bot/handoff/presence.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { ApiTokens, newApiToken } from '../../bot/web/agents/api-tokens.ts';
import { AgentSessions } from '../../bot/web/agents/sessions.ts';
import { problemHandler } from '../../bot/web/problem.ts';
import { auditRoutes } from '../../bot/web/routes/audit.ts';
import { auditResponse } from '../../bot/web/wire.ts';
import { call, type Answer } from '../service/client.ts';
import { auditEntry } from '../store/synthetic.ts';

let stores: ReturnType<typeof memoryStores>;
let server: Server;
let url: string;

const failed = (error: unknown): never => {
  throw error;
};

beforeEach(async () => {
  stores = memoryStores(() => {});
  const clock = { now: () => new Date() };
  const audit = new Auditing(stores.audit, failed);
  const app = express();
  app.set('query parser', 'simple');
  app.use(
    '/audit',
    auditRoutes({
      audit: stores.audit,
      sessions: new AgentSessions({ store: stores.agents, audit, clock, randomId: () => 'x' }),
      tokens: new ApiTokens({ ...stores, audit, clock, failed }),
      presence: new Presence(() => 0),
    }),
  );
  app.use(problemHandler(failed));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/audit`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const tokenOf = async (role: AgentRole): Promise<string> => {
  const owner = { kind: 'program', name: '監査', role } as const;
  const day = 24 * 60 * 60_000;
  const made = newApiToken(
    { owner, scopes: ['audit'] },
    { from: new Date(), until: new Date(Date.now() + day) },
  );
  await stores.tokens.createToken({ ...made.token, lastUsedAt: new Date().toISOString() });
  return made.secret;
};

const ofAccount: AuditEntry = {
  actor: 'command',
  act: 'account-created',
  subject: 'agent:sato',
  details: {},
};

const recordSome = async (): Promise<void> => {
  await stores.audit.record(auditEntry('a'));
  await stores.audit.record(ofAccount);
  await stores.audit.record({ ...auditEntry('a'), actor: 'agent:suzuki', act: 'close' });
};

const get = async (role: AgentRole, query = ''): Promise<Answer> =>
  call(`${url}${query}`, { token: await tokenOf(role) });

const numbersIn = ({ body }: Answer): number[] => auditResponse.parse(body).rows.map(({ number }) => number);

describe('the audit log over the API', () => {
  test.each<[AgentRole, number, number[]]>([
    ['lead', 200, [3, 1]],
    ['admin', 200, [3, 2, 1]],
  ])('%s reads what is theirs to read', async (role, status, numbers) => {
    await recordSome();
    const answer = await get(role);
    expect([answer.status, numbersIn(answer)]).toEqual([status, numbers]);
  });

  test.each<AgentRole>(['agent', 'editor'])('%s is refused, and told who may', async (role) => {
    expect(await get(role)).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed', allowedRoles: ['lead', 'admin'] },
    });
  });

  test('a lead does not get at accounts by asking for them', async () => {
    await recordSome();
    expect(numbersIn(await get('lead', '?act=account-created'))).toEqual([]);
    expect(numbersIn(await get('lead', '?act=account-created&act=close'))).toEqual([3]);
  });

  test('is narrowed by actor, act, subject and time, and read page by page', async () => {
    await recordSome();
    expect(numbersIn(await get('admin', '?actor=suzuki'))).toEqual([3]);
    expect(numbersIn(await get('admin', '?actor=command'))).toEqual([2]);
    expect(numbersIn(await get('admin', `?subject=${auditEntry('a').subject}`))).toEqual([3, 1]);
    expect(numbersIn(await get('admin', '?since=2020-01-01T00:00:00%2B09:00'))).toEqual([3, 2, 1]);
    const first = await get('admin', '?limit=2');
    expect(numbersIn(first)).toEqual([3, 2]);
    const { next } = auditResponse.parse(first.body);
    const last = await get('admin', `?limit=2&before=${next}`);
    expect([numbersIn(last), auditResponse.parse(last.body).next]).toEqual([[1], null]);
  });

  test.each([
    '?limit=0',
    '?limit=1000',
    '?before=x',
    '?act=everything',
    '?subject=sato',
    '?who=me',
    '?since=now',
  ])('a query that is none is 400: %s', async (query) => {
    expect(await get('admin', query)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });
});
