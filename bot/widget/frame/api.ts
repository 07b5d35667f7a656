import type {
  EventsResponse,
  FaqRequest,
  HandoffRequest,
  MessageRequest,
  MessageResponse,
  OpenRequest,
  OpenResponse,
  SuggestResponse,
  SurveyRequest,
} from './wire-types.ts';
import type { FaqResponse, OfficeResponse } from '../../web/wire.ts';

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
  /** The problem's stable name, '' when the answer had none. */
  readonly code: string;
  /** From `Retry-After`; 0 when the server named no time. */
  readonly retryAfterMs: number;

  constructor(status: number, code = '', retryAfterMs = 0) {
    super(`status ${status}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same call may succeed later: no network, too many calls, or the server's own trouble. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** No conversation can be kept at present; questions are answered all the same (H7). */
  get unkept(): boolean {
    return this.code === 'storage-unavailable';
  }

  /** The conversation or its token is not known any more. */
  get gone(): boolean {
    return this.status === 401 || this.status === 404;
  }
}

/** Whatever went wrong besides an answer counts as no answer. */
export const asApiError = (error: unknown): ApiError => (error instanceof ApiError ? error : new ApiError(0));

/**
 * A server that takes a call and does not answer counts as away (ms). Sane range 20–60 s: what was sent is sent
 * again under the same id, so that giving up too soon costs no more than a second call.
 */
const NO_ANSWER_MS = 30_000;

const parsed = async <T>(response: Response): Promise<T> => JSON.parse(await response.text());

const refused = async (response: Response): Promise<ApiError> => {
  // A proxy's answer may be anything; ours names its problem.
  const { code } = await parsed<{ code?: string }>(response).catch(() => ({ code: '' }));
  return new ApiError(response.status, code, Number(response.headers.get('Retry-After')) * 1000 || 0);
};

/** The calls of `/api/v1` that the widget makes. Each rejects with `ApiError`. */
export interface Api {
  open(request: OpenRequest): Promise<OpenResponse>;
  send(who: Credentials, request: MessageRequest): Promise<MessageResponse>;
  feedback(who: Credentials, seq: number, helpful: boolean): Promise<EventsResponse>;
  handoff(who: Credentials, wish: HandoffRequest): Promise<EventsResponse>;
  survey(who: Credentials, answer: SurveyRequest): Promise<EventsResponse>;
  suggest(q: string, signal: AbortSignal): Promise<SuggestResponse>;
  /** One question without a conversation. */
  faq(request: FaqRequest): Promise<FaqResponse>;
  office(): Promise<OfficeResponse>;
  events(who: Credentials, after: number, signal: AbortSignal): Promise<Response>;
  /** Any other call about a conversation, whose answer is the caller's to read. A Blob is sent as what it is. */
  raw(who: Credentials, path: string, init: RequestInit): Promise<Response>;
}

const about = (who: Credentials, path: string): string => `conversations/${who.conversationId}/${path}`;

/** @param base address of the API, ending in `/` */
export const createApi = (base: string): Api => {
  const request = async (path: string, init: RequestInit, token?: string): Promise<Response> => {
    const headers = new Headers();
    if (!(init.body instanceof Blob)) headers.set('Content-Type', 'application/json');
    if (token) headers.set('Authorization', `Bearer ${token}`);
    const response = await fetch(base + path, { ...init, headers, credentials: 'omit' }).catch(() => {
      throw new ApiError(0);
    });
    if (!response.ok) throw await refused(response);
    return response;
  };
  const call = async <T>(path: string, init: RequestInit, token?: string): Promise<T> =>
    parsed(await request(path, { signal: AbortSignal.timeout(NO_ANSWER_MS), ...init }, token));
  const post = <T>(path: string, body: unknown, token?: string): Promise<T> =>
    call(path, { method: 'POST', body: JSON.stringify(body) }, token);

  return {
    open: (body) => post('conversations', body),
    send: (who, body) => post(about(who, 'messages'), body, who.token),
    feedback: (who, seq, helpful) => post(about(who, 'feedback'), { seq, helpful }, who.token),
    handoff: (who, wish) => post(about(who, 'handoff'), wish, who.token),
    survey: (who, answer) => post(about(who, 'survey'), answer, who.token),
    suggest: (q, signal) => call(`suggest?q=${encodeURIComponent(q)}`, { signal }),
    faq: (body) => post('faq', body),
    office: () => call('office', {}),
    events: (who, after, signal) => request(about(who, `events?after=${after}`), { signal }, who.token),
    raw: (who, path, init) => request(about(who, path), init, who.token),
  };
};
