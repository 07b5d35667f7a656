import { Problem } from './problem.ts';
import type {
  AgentMessageResponse,
  AgentsResponse,
  AuditResponse,
  ConversationView,
  HistoryResponse,
  QueueResponse,
  RedactionRule,
  SessionView,
  SignInWays,
  TextsResponse,
} from './wire-types.ts';

export interface Reply {
  clientMessageId: string;
  text: string;
  seenSeq: number;
}

export interface AuditWanted {
  act: string | null;
  /** An account's id, or an actor in full. */
  actor: string | null;
  subject: string | null;
  /** The `next` of the page before. */
  before: number | null;
}

export interface Api {
  signInWays(): Promise<SignInWays>;
  session(): Promise<SessionView>;
  logIn(id: string, password: string): Promise<SessionView>;
  logOut(): Promise<void>;
  queue(): Promise<QueueResponse>;
  search(scope: 'closed' | 'all', query: string): Promise<HistoryResponse>;
  agents(): Promise<AgentsResponse>;
  /** Approved texts; without a query the agents' phrases. */
  texts(query: string): Promise<TextsResponse>;
  /** Says that this agent is typing to the customer. */
  typing(id: string): Promise<void>;
  audit(wanted: AuditWanted): Promise<AuditResponse>;
  /** `after`: events after that sequence number only. */
  conversation(id: string, after: number): Promise<ConversationView>;
  claim(id: string): Promise<void>;
  release(id: string): Promise<void>;
  /** `seenSeq`: the highest sequence number that was before the agent's eyes. */
  close(id: string, seenSeq: number): Promise<void>;
  reply(id: string, reply: Reply): Promise<AgentMessageResponse>;
  note(id: string, text: string): Promise<void>;
  transfer(id: string, agentId: string, note: string): Promise<void>;
  redact(id: string, seq: number, rule: RedactionRule): Promise<void>;
}

type Method = 'GET' | 'POST' | 'DELETE';

const BASE = '/api/v1/agent';
/** After this an agent wants to know, rather than wait on. Milliseconds, 5,000–30,000. */
const TIMEOUT_MS = 15_000;

const problemOf = async (response: Response): Promise<Problem> => {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  const body: unknown = await response.json().catch(() => null);
  return new Problem(response.status, body, Number.isNaN(retryAfter) ? null : retryAfter);
};

const request = async (
  method: Method,
  path: string,
  options: { body?: unknown; csrfToken: string },
): Promise<Response> => {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = options.csrfToken;
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(BASE + path, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  }).catch(() => {
    throw new Problem(0, null, null);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
};

const at = (id: string, rest = ''): string => `/conversations/${encodeURIComponent(id)}${rest}`;

/** Where the bytes of a picture are; the session's cookie goes along by itself. */
export const pictureAddressOf = (conversationId: string, pictureId: string): string =>
  BASE + at(conversationId, `/attachments/${encodeURIComponent(pictureId)}`);

/**
 * The agents' part of the HTTP API. Each call rejects with a `Problem`.
 * Answers are taken at their declared type: this server's presenters made them from the same schemas.
 * @param onUnauthorised called when the session has ended
 */
export const createApi = (onUnauthorised: () => void): Api => {
  let csrfToken = '';

  const remember = async (response: Response): Promise<SessionView> => {
    const session: SessionView = await response.json();
    csrfToken = session.csrfToken;
    return session;
  };
  const session = async (): Promise<SessionView> => remember(await request('GET', '/session', { csrfToken }));

  /** Logging in again in another tab changes the token under this one; then it is fetched, and the call made once more. */
  const withFreshToken = async (retry: () => Promise<Response>, problem: Problem): Promise<Response> => {
    const stale = csrfToken;
    await session().catch(() => undefined);
    if (csrfToken === stale) throw problem;
    return retry();
  };
  const call = async (method: Method, path: string, body?: unknown): Promise<Response> => {
    const send = (): Promise<Response> => request(method, path, { body, csrfToken });
    try {
      return await send().catch((error: unknown) => {
        if (error instanceof Problem && error.status === 403 && method !== 'GET')
          return withFreshToken(send, error);
        throw error;
      });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) onUnauthorised();
      throw error;
    }
  };
  const get = async <T>(path: string): Promise<T> => (await call('GET', path)).json();
  const act = async (id: string, rest: string, body: unknown = {}): Promise<void> => {
    await call('POST', at(id, rest), body);
  };

  return {
    signInWays: () => get('/session/ways'),
    session,
    logIn: async (id, password) =>
      remember(await request('POST', '/session', { body: { id, password }, csrfToken })),
    logOut: async () => {
      await request('DELETE', '/session', { csrfToken });
    },
    queue: () => get('/queue'),
    search: (scope, query) =>
      get(`/conversations?${new URLSearchParams({ state: scope, q: query }).toString()}`),
    agents: () => get('/agents'),
    texts: (query) => get(`/texts?${new URLSearchParams({ q: query }).toString()}`),
    typing: (id) => act(id, '/typing'),
    audit: (wanted) => {
      const given = Object.entries(wanted).flatMap(([name, value]) =>
        value === null ? [] : [[name, String(value)]],
      );
      return get(`/audit?${new URLSearchParams(given).toString()}`);
    },
    conversation: (id, after) => get(at(id, after > 0 ? `?after=${after}` : '')),
    claim: (id) => act(id, '/claim'),
    release: (id) => act(id, '/release'),
    close: (id, seenSeq) => act(id, '/close', { seenSeq }),
    reply: async (id, reply) => (await call('POST', at(id, '/messages'), reply)).json(),
    note: (id, text) => act(id, '/notes', { text }),
    transfer: (id, agentId, note) => act(id, '/transfer', note === '' ? { agentId } : { agentId, note }),
    redact: (id, seq, rule) => act(id, '/redact', { seq, rule }),
  };
};
