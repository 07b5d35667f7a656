import type { Request, RequestHandler, Response } from 'express';
import type { Agent, AgentRole } from '../../domain/agent.ts';
import type { Presence } from '../../handoff/presence.ts';
import { AppError } from '../../errors.ts';
import { csrfMatches, type AgentSessions, type SignedIn } from './sessions.ts';
import { readSessionCookie } from './cookie.ts';

const notLoggedIn = (): AppError =>
  new AppError({ code: 'not-logged-in', status: 401, message: 'log in at POST /agent/session' });

const wrongCsrfToken = (): AppError =>
  new AppError({
    code: 'csrf-token-wrong',
    status: 403,
    message: 'send the csrfToken of the session as X-CSRF-Token',
  });

const localsKey = 'agentSession';

interface Credentials {
  token: string;
  /** A browser sends a cookie by itself, so only what a cookie authorises needs the CSRF token. */
  fromCookie: boolean;
}

const credentialsOf = (request: Request): Credentials | null => {
  const bearer = /^Bearer (\S{1,512})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, fromCookie: false };
  const cookie = readSessionCookie(request.headers.cookie);
  return cookie ? { token: cookie, fromCookie: true } : null;
};

/** Lets agents through, with the cookie and its CSRF token or as a program with a bearer token. */
export const agentsOnly =
  ({ sessions, presence }: { sessions: AgentSessions; presence: Presence }): RequestHandler =>
  async (request, response, next) => {
    const credentials = credentialsOf(request);
    const verified = credentials && (await sessions.verify(credentials.token));
    if (!verified) throw notLoggedIn();
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (credentials.fromCookie && !reads && !csrfMatches(verified.session, request.get('x-csrf-token'))) {
      throw wrongCsrfToken();
    }
    // Who is not at the desk takes nobody from the queue, and must not shorten the wait that is told.
    if (deskRoles.has(verified.agent.role)) presence.seen(verified.agent.id);
    response.locals[localsKey] = { ...verified, token: credentials.token };
    next();
  };

/** The roles that work at the desk; an editor writes texts and reads no conversation. */
const deskRoles: ReadonlySet<AgentRole> = new Set(['agent', 'lead', 'admin']);

/** After `agentsOnly`: lets those through whose role is at the desk. */
export const deskRolesOnly: RequestHandler = (_request, response, next) => {
  if (deskRoles.has(agentOf(response).role)) return next();
  next(
    new AppError({
      code: 'role-not-allowed',
      status: 403,
      message: 'this account is not for the desk; an administrator can change its role',
    }),
  );
};

/** Who the request is from, after `agentsOnly`. */
export const sessionOf = (response: Response): SignedIn & { token: string } => {
  const verified: (SignedIn & { token: string }) | undefined = response.locals[localsKey];
  if (!verified) throw notLoggedIn();
  return verified;
};

export const agentOf = (response: Response): Agent => sessionOf(response).agent;
