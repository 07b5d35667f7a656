import type { Calls } from '../browser/calls.ts';
import type {
  AgentMessageResponse,
  AgentsResponse,
  AuditResponse,
  ConversationView,
  HistoryResponse,
  QueueResponse,
  RedactionRule,
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

export interface Api extends Omit<Calls, 'call' | 'get'> {
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

const BASE = '/agent';

const at = (id: string, rest = ''): string => `/conversations/${encodeURIComponent(id)}${rest}`;

/** Where the bytes of a picture are; the session's cookie goes along by itself. */
export const pictureAddressOf = (conversationId: string, pictureId: string): string =>
  `/api/v1${BASE}` + at(conversationId, `/attachments/${encodeURIComponent(pictureId)}`);

/** The agents' part of the HTTP API. Each call rejects with a `Problem`. */
export const createApi = ({ call, get: read, ...session }: Calls): Api => {
  const get = <T>(path: string): Promise<T> => read(`${BASE}${path}`);
  const act = async (id: string, rest: string, body: unknown = {}): Promise<void> => {
    await call('POST', BASE + at(id, rest), { body });
  };

  return {
    ...session,
    queue: () => get('/queue'),
    search: (scope, query) =>
      get(`/conversations?${new URLSearchParams({ state: scope, q: query }).toString()}`),
    agents: () => get('/agents'),
    texts: (query) => get(`/texts?${new URLSearchParams({ q: query }).toString()}`),
    // The form to log in must not take the field from who is typing.
    typing: async (id) => {
      await call('POST', BASE + at(id, '/typing'), { body: {}, unattended: true });
    },
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
    reply: async (id, reply) => (await call('POST', `${BASE}${at(id, '/messages')}`, { body: reply })).json(),
    note: (id, text) => act(id, '/notes', { text }),
    transfer: (id, agentId, note) => act(id, '/transfer', note === '' ? { agentId } : { agentId, note }),
    redact: (id, seq, rule) => act(id, '/redact', { seq, rule }),
  };
};
