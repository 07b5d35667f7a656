import { Router } from 'express';
import type { z } from 'zod';
import { actsOf } from '../../domain/permission.ts';
import type { ActingAgent } from '../../handoff/audited.ts';
import { AppError } from '../../errors.ts';
import { endedSessionCookie, sessionCookie } from '../agents/cookie.ts';
import { agentsOnly, sessionOf, type GuardParts } from '../agents/guard.ts';
import { jsonBody } from '../body.ts';
import { presentAgent } from '../presenters/agent.ts';
import { parse } from '../problem.ts';
import { sessionRequest, type signInWaysResponse } from '../wire.ts';

interface Parts extends GuardParts {
  /** How one can sign in here. */
  ways: z.infer<typeof signInWaysResponse>;
}

const passwordOff = (): AppError =>
  new AppError({
    code: 'password-sign-in-off',
    status: 403,
    message: 'Passwords are turned off here; sign in with the company account at GET /agent/session/oidc',
  });

/** Logging in and out (contracts.md: a session cookie with a CSRF token, or a bearer token for programs). */
export const agentSessionRoutes = ({ ways, ...parts }: Parts): Router => {
  const { sessions } = parts;
  const router = Router();
  router.use(...jsonBody);

  router.get('/ways', (_request, response) => {
    response.json(ways);
  });

  router.post('/', async (request, response) => {
    if (!ways.password) throw passwordOff();
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
