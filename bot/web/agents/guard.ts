import type { Request, RequestHandler, Response } from 'express';
import type { AgentSession } from '../../domain/agent.ts';
import type { ApiScope } from '../../domain/api-token.ts';
import { may, requireMay, type DeskAct } from '../../domain/permission.ts';
import { AppError } from '../../errors.ts';
import type { ActingAgent } from '../../handoff/audited.ts';
import type { Presence } from '../../handoff/presence.ts';
import { isApiToken, type ApiTokens } from './api-tokens.ts';
import { csrfMatches, type AgentSessions } from './sessions.ts';
import { readSessionCookie } from './cookie.ts';

const notLoggedIn = (): AppError =>
  new AppError({ code: 'not-logged-in', status: 401, message: 'log in at POST /agent/session' });

const wrongCsrfToken = (): AppError =>
  new AppError({
    code: 'csrf-token-wrong',
    status: 403,
    message: 'send the csrfToken of the session as X-CSRF-Token',
  });

const tokenInvalid = (): AppError =>
  new AppError({
    code: 'token-invalid',
    status: 401,
    message: 'this API token is unknown, revoked or past its end; an operator makes one: npm run token',
  });

const scopeMissing = (scope: ApiScope, scopes: readonly ApiScope[]): AppError =>
  new AppError({
    code: 'scope-missing',
    status: 403,
    message: `this call needs an API token with the scope ${scope}; this one has ${scopes.join(', ')}`,
    details: { scope, scopes },
  });

const noSession = (): AppError =>
  new AppError({
    code: 'no-session',
    status: 403,
    message: 'an API token has no session; this call is for those who logged in',
  });

const localsKey = 'agentCaller';

/** Who the request is from. */
interface Caller {
  agent: ActingAgent;
  /** Null for a program with an API token. */
  session: AgentSession | null;
  /** The cookie's, the bearer's: for ending the session. */
  token: string;
  /** Who it is by now, for what outlasts its request; null when session or API token have ended. */
  again(): Promise<ActingAgent | null>;
}

interface Credentials {
  token: string;
  /** A browser sends a cookie by itself, so only what a cookie authorises needs the CSRF token. */
  fromCookie: boolean;
}

export interface GuardParts {
  sessions: AgentSessions;
  tokens: ApiTokens;
  presence: Presence;
}

const credentialsOf = (request: Request): Credentials | null => {
  const bearer = /^Bearer (\S{1,512})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, fromCookie: false };
  const cookie = readSessionCookie(request.headers.cookie);
  return cookie ? { token: cookie, fromCookie: true } : null;
};

const reads = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** Who is not at the desk takes nobody from the queue, and must not shorten the wait that is told. */
const noteAtDesk = (presence: Presence, { id, role }: ActingAgent): void => {
  if (may(role, 'claim')) presence.seen(id);
};

const program = async (
  { tokens, presence }: GuardParts,
  { token, scope }: { token: string; scope: ApiScope },
): Promise<Caller> => {
  const verified = await tokens.verify(token);
  if (!verified) throw tokenInvalid();
  const { agent, scopes } = verified;
  if (!scopes.includes(scope)) throw scopeMissing(scope, scopes);
  // What only looks on cannot answer anybody, so it must not hold a claim whose agent has gone.
  if (scopes.includes('write')) noteAtDesk(presence, agent);
  return { agent, session: null, token, again: async () => (await tokens.verify(token))?.agent ?? null };
};

const person = async (
  { sessions, presence }: GuardParts,
  { token, csrfToken }: { token: string; csrfToken: string | undefined | null },
): Promise<Caller> => {
  const verified = await sessions.verify(token);
  if (!verified) throw notLoggedIn();
  const { agent, session } = verified;
  if (csrfToken !== null && !csrfMatches(session, csrfToken)) throw wrongCsrfToken();
  noteAtDesk(presence, agent);
  return { agent, session, token, again: async () => (await sessions.verify(token))?.agent ?? null };
};

/**
 * Lets agents through, with the cookie and its CSRF token or with the session's token as a bearer, and
 * programs with an API token that has `scope`: unless given, `read` for what reads and else `write`.
 */
export const agentsOnly =
  (parts: GuardParts, scope?: ApiScope): RequestHandler =>
  async (request, response, next) => {
    const credentials = credentialsOf(request);
    if (!credentials) throw notLoggedIn();
    const { token, fromCookie } = credentials;
    response.locals[localsKey] = isApiToken(token)
      ? await program(parts, { token, scope: scope ?? (reads(request) ? 'read' : 'write') })
      : await person(parts, {
          token,
          csrfToken: fromCookie && !reads(request) ? request.get('x-csrf-token') : null,
        });
    next();
  };

/** After `agentsOnly`: lets those through whose role may. */
export const onlyWhoMay =
  (act: DeskAct): RequestHandler =>
  (_request, response, next) => {
    requireMay(agentOf(response), act);
    next();
  };

/** Who the request is from, after `agentsOnly`. */
export const callerOf = (response: Response): Caller => {
  const caller: Caller | undefined = response.locals[localsKey];
  if (!caller) throw notLoggedIn();
  return caller;
};

export const agentOf = (response: Response): ActingAgent => callerOf(response).agent;

/** The session of who logged in. @throws AppError 403 `no-session` for a program with an API token. */
export const sessionOf = (
  response: Response,
): { agent: ActingAgent; session: AgentSession; token: string } => {
  const { agent, session, token } = callerOf(response);
  if (!session) throw noSession();
  return { agent, session, token };
};
