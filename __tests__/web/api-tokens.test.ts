import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import type { AgentRole } from '../../bot/domain/agent.ts';
import type { ApiScope, ApiToken } from '../../bot/domain/api-token.ts';
import type { Desk } from '../../bot/domain/conversation.ts';
import type { DeskAct } from '../../bot/domain/permission.ts';
import { newDesk } from '../../bot/domain/ticket.ts';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { Presence } from '../../bot/handoff/presence.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { ApiTokens, newApiToken } from '../../bot/web/agents/api-tokens.ts';
import { agentOf, agentsOnly, onlyWhoMay, sessionOf } from '../../bot/web/agents/guard.ts';
import { AgentSessions } from '../../bot/web/agents/sessions.ts';
import { problemHandler } from '../../bot/web/problem.ts';
import { call, type Answer } from '../service/client.ts';
import { newAgent } from '../store/synthetic.ts';

const start = Date.parse('2026-11-24T01:00:00.000Z');
const day = 24 * 60 * 60_000;
const minute = 60_000;

let stores: ReturnType<typeof memoryStores>;
let tokens: ApiTokens;
let presence: Presence;
let now: number;
let monotonicMs: number;
let failures: unknown[];
let server: Server;
let url: string;

/** The guard as the routes use it, and what comes through it. */
const routes = (): Express => {
  const clock = { now: () => new Date(now) };
  const audit = new Auditing(stores.audit, (error) => failures.push(error));
  tokens = new ApiTokens({ ...stores, audit, clock, failed: (error) => failures.push(error) });
  const sessions = new AgentSessions({ store: stores.agents, audit, clock, randomId: () => 'a-session' });
  const parts = { sessions, tokens, presence };
  const app = express();
  for (const act of ['read', 'close-others', 'read-account-audit'] satisfies DeskAct[])
    app.get(`/${act}`, agentsOnly(parts), onlyWhoMay(act), (_request, response) => {
      response.json(agentOf(response));
    });
  app.get('/audit', agentsOnly(parts, 'audit'), (_request, response) => void response.json({}));
  app.post('/act', agentsOnly(parts), (_request, response) => void response.json(agentOf(response)));
  app.delete('/session', agentsOnly(parts), (_request, response) => {
    response.json(sessionOf(response));
  });
  app.use(problemHandler((error) => failures.push(error)));
  return app;
};

beforeEach(async () => {
  stores = memoryStores(() => {});
  await stores.agents.saveAgent({ ...newAgent('sato'), role: 'lead' });
  now = start;
  monotonicMs = 0;
  presence = new Presence(() => monotonicMs);
  failures = [];
  server = createServer(routes()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ofSato = { kind: 'agent', agentId: 'sato' } as const;
const ofProgram = (role: AgentRole): ApiToken['owner'] => ({ kind: 'program', name: '集計', role });

const make = async (scopes: ApiScope[], owner: ApiToken['owner'] = ofSato, days = 90) => {
  const lasting = { from: new Date(now), until: new Date(now + days * day) };
  const made = newApiToken({ owner, scopes }, lasting);
  await stores.tokens.createToken(made.token);
  return made;
};

const get = (path: string, token: string): Promise<Answer> => call(`${url}/${path}`, { token });
const act = (token: string): Promise<Answer> => call(`${url}/act`, { token, body: {} });

const auditActs = async (): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const place of stores.audit.walk()) if ('row' in place) found.push(place.row);
  return found;
};

describe('an API token', () => {
  it('is known by its prefix, holds 256 random bits, and is stored as SHA-256 alone', async () => {
    const { token, secret } = await make(['read']);
    expect(secret).toMatch(/^mdg_[A-Za-z0-9_-]{43}$/);
    expect(token.secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await stores.tokens.listTokens())).not.toContain(secret.slice('mdg_'.length));
    expect((await make(['read'])).secret).not.toBe(secret);
  });

  it('lets a program act as its account, without CSRF, and names the token beside it', async () => {
    const { token, secret } = await make(['read', 'write']);
    const expected = { id: 'sato', name: '佐藤', role: 'lead', tokenId: token.id };
    expect(await get('read', secret)).toMatchObject({ status: 200, body: expected });
    expect(await act(secret)).toMatchObject({ status: 200, body: expected });
  });

  it('lets a program act under a name of its own, whose id no account can have', async () => {
    const { token, secret } = await make(['write'], ofProgram('agent'));
    expect(await act(secret)).toMatchObject({
      status: 200,
      body: { id: `program:${token.id}`, name: '集計', role: 'agent', tokenId: token.id },
    });
  });

  it.each<[ApiScope, ApiScope[], number, number, number]>([
    ['read', ['read'], 200, 403, 403],
    ['write', ['write'], 403, 200, 403],
    ['audit', ['audit'], 403, 403, 200],
    ['read', ['read', 'write', 'audit'], 200, 200, 200],
  ])('with %s (%j) reads %s, writes %s, reads the audit log %s', async (_name, scopes, ...expected) => {
    const { secret } = await make(scopes);
    const answers = [await get('read', secret), await act(secret), await get('audit', secret)];
    expect(answers.map(({ status }) => status)).toEqual(expected);
  });

  it('without a scope is told which one is missing and which it has', async () => {
    const { secret } = await make(['read']);
    expect(await act(secret)).toMatchObject({
      status: 403,
      body: { code: 'scope-missing', scope: 'write', scopes: ['read'] },
    });
  });

  it.each<[string, DeskAct, number]>([
    ['what the role may', 'close-others', 200],
    ['not what only a higher role may', 'read-account-audit', 403],
  ])('may with all scopes %s', async (_what, path, status) => {
    const { secret } = await make(['read', 'write', 'audit']);
    expect((await get(path, secret)).status).toBe(status);
  });

  it('follows the role of its account from the next request on', async () => {
    const { secret } = await make(['read']);
    await stores.agents.saveAgent({ ...newAgent('sato'), role: 'editor' });
    expect(await get('read', secret)).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  });

  it('has no session to read or to end', async () => {
    const { secret } = await make(['read', 'write']);
    const answer = await call(`${url}/session`, { method: 'DELETE', token: secret });
    expect(answer).toMatchObject({ status: 403, body: { code: 'no-session' } });
  });
});

const invalid = { status: 401, body: { code: 'token-invalid' } };

describe('an API token ends', () => {
  it('at once when it is revoked', async () => {
    const { token, secret } = await make(['read']);
    expect((await get('read', secret)).status).toBe(200);
    await stores.tokens.removeToken(token.id);
    expect(await get('read', secret)).toMatchObject(invalid);
  });

  it('with its last day', async () => {
    const { secret } = await make(['read'], ofSato, 1);
    now = start + day - 1;
    expect((await get('read', secret)).status).toBe(200);
    now = start + day;
    expect(await get('read', secret)).toMatchObject(invalid);
  });

  it('with its account', async () => {
    const { secret } = await make(['read']);
    await stores.agents.removeAgent('sato');
    expect(await get('read', secret)).toMatchObject(invalid);
    await stores.agents.saveAgent(newAgent('sato'));
    expect(await get('read', secret)).toMatchObject(invalid);
  });

  it.each(['mdg_', 'mdg_nonsense', `mdg_${'A'.repeat(43)}`])('before it began: %s', async (secret) => {
    expect(await get('read', secret)).toMatchObject(invalid);
  });
});

describe('the use of an API token', () => {
  it('is recorded the first time, once, and noted coarsely after that', async () => {
    const { token, secret } = await make(['read']);
    await Promise.all([1, 2, 3, 4, 5].map(() => get('read', secret)));
    const first = { actor: `token:${token.id}`, act: 'token-first-used', subject: `token:${token.id}` };
    expect(await auditActs()).toMatchObject([first]);
    const lastUse = async () => (await stores.tokens.findToken(token.secretHash))?.lastUsedAt;
    now = start + 10 * minute - 1;
    await get('read', secret);
    expect(await lastUse()).toBe(new Date(start).toISOString());
    now = start + 10 * minute;
    await get('read', secret);
    expect(await lastUse()).toBe(new Date(now).toISOString());
    expect(await auditActs()).toHaveLength(1);
  });

  it('goes on where it cannot be noted', async () => {
    const { secret } = await make(['read']);
    const broken = new Error('a full disk');
    import.meta.jest.spyOn(stores.tokens, 'noteUse').mockRejectedValue(broken);
    expect((await get('read', secret)).status).toBe(200);
    expect(failures).toEqual([broken]);
  });

  it('is a sign of life of who can write, and not of who only looks on', async () => {
    const claimed: Desk = { ...newDesk, state: 'claimed', agentId: 'sato' };
    const abandoned = (): boolean => presence.hasAbandoned(claimed);
    const [looking, working] = [await make(['read']), await make(['read', 'write'])];
    monotonicMs = 50_000;
    await get('read', looking.secret);
    expect(abandoned()).toBe(true);
    await get('read', working.secret);
    expect(abandoned()).toBe(false);
  });
});
