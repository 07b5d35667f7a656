import { Router } from 'express';
import type { Agent } from '../../domain/agent.ts';
import type { Presence } from '../../handoff/presence.ts';
import { endedSessionCookie, sessionCookie } from '../agents/cookie.ts';
import { agentsOnly, sessionOf } from '../agents/guard.ts';
import type { AgentSessions } from '../agents/sessions.ts';
import { jsonBody } from '../body.ts';
import { presentAgent } from '../presenters/agent.ts';
import { parse } from '../problem.ts';
import { sessionRequest } from '../wire.ts';

interface Parts {
  sessions: AgentSessions;
  presence: Presence;
}

/** Logging in and out (contracts.md: a session cookie with a CSRF token, or a bearer token for programs). */
export const agentSessionRoutes = ({ sessions, presence }: Parts): Router => {
  const router = Router();
  router.use(...jsonBody);

  router.post('/', async (request, response) => {
    const { id, password } = parse(sessionRequest, request.body);
    const { agent, session, token } = await sessions.signIn({ id, password, address: request.ip ?? '' });
    response.setHeader('Set-Cookie', sessionCookie(token, new Date(session.expiresAt)));
    response.status(201).json({ ...presentSession(agent, session), token });
  });

  router.use(agentsOnly({ sessions, presence }));

  router.get('/', (_request, response) => {
    const { agent, session } = sessionOf(response);
    response.json(presentSession(agent, session));
  });

  router.delete('/', async (_request, response) => {
    await sessions.end(sessionOf(response).token);
    response.setHeader('Set-Cookie', endedSessionCookie);
    response.status(204).end();
  });

  return router;
};

const presentSession = (
  agent: Agent,
  { csrfToken, expiresAt }: { csrfToken: string; expiresAt: string },
) => ({
  agent: presentAgent(agent),
  csrfToken,
  expiresAt,
});
