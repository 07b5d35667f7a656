import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { CompanySignIn } from '../../bot/web/agents/oidc/company-sign-in.ts';
import type { OidcSettings } from '../../bot/web/agents/oidc/settings.ts';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { ApiTokens } from '../../bot/web/agents/api-tokens.ts';
import { AgentSessions } from '../../bot/web/agents/sessions.ts';
import { Presence } from '../../bot/handoff/presence.ts';
import { problemHandler } from '../../bot/web/problem.ts';
import { rateLimits } from '../../bot/web/rate-limits.ts';
import { agentCompanySessionRoutes } from '../../bot/web/routes/agent-company-session.ts';
import { agentSessionRoutes } from '../../bot/web/routes/agent-session.ts';
import type { AgentStore } from '../../bot/store/port.ts';

/** An instance of ours, as far as agents sign in at it. */
export interface Instance {
  url: string;
  settings: OidcSettings;
  /** What it would have logged. */
  refused: object[];
  /** What it answered with 500 for. */
  failed: unknown[];
  stop(): Promise<void>;
}

/** A port of our own before the settings are known that the instance needs. */
export const openPlace = async () => {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  return { server, url: `http://localhost:${typeof address === 'object' ? address?.port : 0}` };
};
export type Place = Awaited<ReturnType<typeof openPlace>>;

/** Puts an instance there. `laterMs` moves its clock. */
export const openInstance = (
  { server, url }: Place,
  {
    settings,
    store,
    laterMs = () => 0,
  }: { settings: OidcSettings; store: AgentStore; laterMs?: () => number },
): Instance => {
  const clock = { now: () => new Date(Date.now() + laterMs()) };
  const [refused, failed]: [object[], unknown[]] = [[], []];
  const spare = memoryStores((error) => void failed.push(error));
  const audit = new Auditing(spare.audit, (error) => void failed.push(error));
  const sessions = new AgentSessions({
    store,
    audit,
    clock,
    randomId: () => randomBytes(32).toString('base64url'),
  });
  const tokens = new ApiTokens({
    tokens: spare.tokens,
    agents: store,
    audit,
    clock,
    failed: (error) => void failed.push(error),
  });
  const company = new CompanySignIn({
    settings,
    sessions,
    store,
    audit,
    clock,
    refused: (facts) => void refused.push(facts),
  });
  const limits = rateLimits({ messagesPerMinute: 100, requestsPerMinute: 10_000 });
  const app = express();
  app.set('query parser', 'simple');
  app.use('/api/v1/agent/session/oidc', agentCompanySessionRoutes({ company, limits }));
  const presence = new Presence(() => performance.now(), null);
  const ways = { password: false, company: true };
  app.use('/api/v1/agent/session', agentSessionRoutes({ sessions, tokens, presence, ways }));
  app.use(problemHandler((error) => void failed.push(error)));
  server.on('request', app);
  return {
    url,
    settings,
    refused,
    failed,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
