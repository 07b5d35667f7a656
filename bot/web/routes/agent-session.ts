import { Router } from 'express';
import { actsOf } from '../../domain/permission.ts';
import type { ActingAgent } from '../../handoff/audited.ts';
import { endedSessionCookie, sessionCookie } from '../agents/cookie.ts';
import { agentsOnly, sessionOf, type GuardParts } from '../agents/guard.ts';
import { jsonBody } from '../body.ts';
import { presentAgent } from '../presenters/agent.ts';
import { parse } from '../problem.ts';
import { sessionRequest } from '../wire.ts';

/** Logging in and out (contracts.md: a session cookie with a CSRF token, or a bearer token for programs). */
export const agentSessionRoutes = (parts: GuardParts): Router => {
  const { sessions } = parts;
  const router = Router();
  router.use(...jsonBody);

  router.post('/', async (request, response) => {
    const { id, password } = parse(sessionRequest, request.body);
    const { agent, session, token } = await sessions.signIn({ id, password, address: request.ip ?? '' });
    response.setHeader('Set-Cookie', sessionCookie(token, new Date(session.expiresAt)));
    response.status(201).json({ ...presentSession(agent, session), token });
  });

  router.use(agentsOnly(parts));

  router.get('/', (_request, response) => {
    const { agent, session } = sessionOf(response);
    response.json(presentSession(agent, session));
  });

  router.delete('/', async (_request, response) => {
    await sessions.end(sessionOf(response));
    response.setHeader('Set-Cookie', endedSessionCookie);
    response.status(204).end();
  });

  return router;
};

const presentSession = (
  agent: ActingAgent,
  { csrfToken, expiresAt }: { csrfToken: string; expiresAt: string },
) => ({
  agent: { ...presentAgent(agent), may: actsOf(agent.role) },
  csrfToken,
  expiresAt,
});
