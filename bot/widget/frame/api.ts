import type { OfficeResponse } from '../../web/wire.ts';
import type {
  EventsResponse,
  MessageRequest,
  MessageResponse,
  OpenRequest,
  OpenResponse,
  SuggestResponse,
} from './wire-types.ts';

/** What says whose conversation a call is about. */
export interface Credentials {
  conversationId: string;
  token: string;
}

/** A call that did not succeed. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** From `Retry-After`; null when the server named no time. */
  readonly retryAfterMs: number | null;

  constructor(status: number, retryAfterMs: number | null = null) {
    super(`status ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same call may succeed later: no network, too many calls, or the server's own trouble. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** The conversation or its token is not known any more. */
  get gone(): boolean {
    return this.status === 401 || this.status === 404;
  }
}

/** The calls of `/api/v1` that the widget makes. Each rejects with `ApiError`, `events` alone answers any status. */
export interface Api {
  open(request: OpenRequest): Promise<OpenResponse>;
  send(who: Credentials, request: MessageRequest): Promise<MessageResponse>;
  feedback(who: Credentials, seq: number, helpful: boolean): Promise<EventsResponse>;
  handoff(who: Credentials, action: 'request' | 'leave'): Promise<EventsResponse>;
  office(): Promise<OfficeResponse>;
  suggest(q: string, signal: AbortSignal): Promise<SuggestResponse>;
  events(who: Credentials, after: number, signal: AbortSignal): Promise<Response>;
}

interface Call {
  method?: 'POST';
  body?: unknown;
  token?: string;
  signal?: AbortSignal;
}

const retryAfterMs = (response: Response): number | null => {
  const seconds = Number(response.headers.get('Retry-After') ?? 'none');
  return Number.isFinite(seconds) ? seconds * 1000 : null;
};

const about = (who: Credentials, path: string): string => `conversations/${who.conversationId}/${path}`;

/** @param base address of the API, ending in `/` */
export const createApi = (base: string): Api => {
  const request = (path: string, { method, body, token, signal }: Call): Promise<Response> =>
    fetch(base + path, {
      method: method ?? 'GET',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      credentials: 'omit',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });

  const call = async <T>(path: string, options: Call): Promise<T> => {
    const response = await request(path, options).catch(() => {
      throw new ApiError(0);
    });
    if (!response.ok) throw new ApiError(response.status, retryAfterMs(response));
    return JSON.parse(await response.text());
  };
  const post = <T>(path: string, body: unknown, token?: string): Promise<T> =>
    call(path, { method: 'POST', body, ...(token === undefined ? {} : { token }) });

  return {
    open: (body) => post('conversations', body),
    send: (who, body) => post(about(who, 'messages'), body, who.token),
    feedback: (who, seq, helpful) => post(about(who, 'feedback'), { seq, helpful }, who.token),
    handoff: (who, action) => post(about(who, 'handoff'), { action }, who.token),
    office: () => call('office', {}),
    suggest: (q, signal) => call(`suggest?q=${encodeURIComponent(q)}`, { signal }),
    events: (who, after, signal) =>
      request(about(who, `events?after=${after}`), { token: who.token, signal }),
  };
};
