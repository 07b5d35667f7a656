import { Problem } from './problem.ts';
import type { SessionView, SignInWays } from './wire-types.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface CallOptions {
  /** JSON, or a file that is sent as it is. */
  body?: unknown;
  /** Longer than usual where the server has much to do. Milliseconds. */
  timeoutMs?: number;
  /** Nobody waits for it: that the session has ended is no reason to stop who is at work. */
  unattended?: boolean;
}

/** What the programs that live on an agent's session ask of the server. Each call rejects with a `Problem`. */
export interface Calls {
  signInWays(): Promise<SignInWays>;
  session(): Promise<SessionView>;
  logIn(id: string, password: string): Promise<SessionView>;
  logOut(): Promise<void>;
  /** Any other path below `/api/v1`. */
  call(method: Method, path: string, options?: CallOptions): Promise<Response>;
  get<T>(path: string): Promise<T>;
}

const BASE = '/api/v1';
const SESSION = '/agent/session';
/** After this one wants to know, rather than wait on. Milliseconds, 5,000–30,000. */
const TIMEOUT_MS = 15_000;

const problemOf = async (response: Response): Promise<Problem> => {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  const body: unknown = await response.json().catch(() => null);
  return new Problem(response.status, body, Number.isNaN(retryAfter) ? null : retryAfter);
};

const content = (body: unknown): { type: string; body: BodyInit } =>
  body instanceof Blob ? { type: body.type, body } : { type: 'application/json', body: JSON.stringify(body) };

const request = async (
  method: Method,
  path: string,
  { body, timeoutMs, csrfToken }: CallOptions & { csrfToken: string },
): Promise<Response> => {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  const sent = body === undefined ? null : content(body);
  if (sent) headers['Content-Type'] = sent.type;
  const response = await fetch(BASE + path, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs ?? TIMEOUT_MS),
    ...(sent ? { body: sent.body } : {}),
  }).catch(() => {
    throw new Problem(0, null, null);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
};

/**
 * Answers are taken at their declared type: this server's presenters made them from the same schemas.
 * @param onUnauthorised called when the session has ended; `attended`: somebody waits for what was asked
 */
export const createCalls = (onUnauthorised: (attended: boolean) => void): Calls => {
  let csrfToken = '';

  const remember = async (response: Response): Promise<SessionView> => {
    const session: SessionView = await response.json();
    csrfToken = session.csrfToken;
    return session;
  };
  const session = async (): Promise<SessionView> => remember(await request('GET', SESSION, { csrfToken }));

  /** Logging in again in another tab changes the token under this one; then it is fetched, and the call made once more. */
  const withFreshToken = async (retry: () => Promise<Response>, problem: Problem): Promise<Response> => {
    const stale = csrfToken;
    await session().catch(() => undefined);
    if (csrfToken === stale) throw problem;
    return retry();
  };
  const call = async (method: Method, path: string, options: CallOptions = {}): Promise<Response> => {
    const send = (): Promise<Response> => request(method, path, { ...options, csrfToken });
    try {
      return await send().catch((error: unknown) => {
        if (error instanceof Problem && error.status === 403 && method !== 'GET')
          return withFreshToken(send, error);
        throw error;
      });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) onUnauthorised(options.unattended !== true);
      throw error;
    }
  };
  const get = async <T>(path: string): Promise<T> => (await call('GET', path)).json();

  return {
    signInWays: () => get(`${SESSION}/ways`),
    session,
    logIn: async (id, password) =>
      remember(await request('POST', SESSION, { body: { id, password }, csrfToken })),
    logOut: async () => {
      await request('DELETE', SESSION, { csrfToken });
    },
    call,
    get,
  };
};
