import type { z } from 'zod';
import type { Agent, AgentSession } from '../domain/agent.ts';
import type { ApiToken } from '../domain/api-token.ts';
import type { AuditEntry, AuditHead, AuditRow } from '../domain/audit.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Delivery } from '../domain/webhook.ts';
import type { Outbox, WebhookEndpoints } from './outbox-port.ts';

export type { Deliveries, Outbox, WebhookEndpoints } from './outbox-port.ts';

/** A hint that a conversation has changed; readers then load what follows the number they know. */
export interface ConversationChange {
  conversationId: string;
  /** Highest sequence number after the change; null when the conversation was removed. */
  seq: number | null;
  /** Whether it was ever at the desk: agents are told of the others' changes never. */
  everAtDesk: boolean;
}

/** What one change makes of a conversation. `conversation: null` writes nothing. */
export interface Outcome<T> {
  conversation: Conversation | null;
  result: T;
  /** Webhooks of the change's own events: durable together with it or not at all, and then in the outbox. */
  due?: readonly Delivery[];
}

/** What is looked for among the conversations that were ever at the desk. */
export interface HistorySearch {
  /** `closed`: those that are closed now; `all`: whatever their state is now, the bot's again included. */
  scope: 'closed' | 'all';
  /**
   * Words between blanks, each of which must occur in the company, in the customer's name or in what
   * the customer or an agent wrote; NFKC and case make no difference. Without a word all match.
   */
  text: string;
  /** The most conversations to return; 1 or more. */
  limit: number;
}

export interface HistoryFound {
  /** Newest change of state at the desk first. */
  conversations: Conversation[];
  /**
   * False when these are all there are. True when older conversations were not looked at: `limit` was
   * reached, or the adapter's own bound on how many one search may read.
   */
  olderNotSearched: boolean;
}

/** Conversations by what is known of each without reading all of it. */
export type Selection =
  /** Those of one person: `customer.subject` is this. */
  | { customer: string }
  /** Those whose last change (`updatedAt`) is before this. */
  | { changedBefore: Date };

/** What one bounded piece of looking has found; it may be nothing. */
export interface SelectedPortion {
  ids: string[];
  /** Names of what could not be read, so that nobody knows whether it belongs here. */
  unreadable: string[];
}

/**
 * Conversations, each one aggregate. One contract test holds for every adapter. What it gives is frozen, and
 * shared by all who read it.
 * Errors: `storage-unavailable` (503) when the medium fails, `storage-damaged` (500) for a stored
 * conversation that cannot be read; the rest goes on serving.
 */
export interface ConversationStore {
  /**
   * Durable when the promise resolves. `conversation-exists` (409) when the id exists,
   * `invalid-conversation-id` (400) when it is not 16 to 64 of `A–Z a–z 0–9 _ -`.
   */
  create(conversation: Conversation): Promise<void>;
  load(id: string): Promise<Conversation | null>;
  /**
   * Changes one conversation under its lock: `change` sees the newest state, runs alone for this
   * conversation, and what it returns is durable when the promise resolves. When `change` rejects,
   * nothing is written and the rejection is passed on. Unknown id: `conversation-not-found` (404).
   * A change must not await another update of its own conversation: that one waits for it.
   * It must not change the id, take events away or leave a hole in their numbers.
   * Different conversations run in parallel.
   */
  update<T>(id: string, change: (current: Conversation) => Promise<Outcome<T>>): Promise<T>;
  /**
   * Removes one conversation with everything that the store holds of it, when `agree` says so: it sees the
   * newest state, alone for this conversation as in `update`, and a rejection of its is passed on. Durable
   * when the promise resolves. False when there is none (any more) or `agree` refused. When it rejects with
   * `storage-unavailable`, the conversation is still there or gone; selecting and removing again completes it.
   */
  remove(id: string, agree: (current: Conversation) => Promise<boolean>): Promise<boolean>;
  /**
   * All selected conversations in no defined order, in portions: who is in no hurry pauses between them. What
   * is created, changed or removed meanwhile may or may not be among them, so ask again when removing.
   * What is not found of a customer is durably not there.
   */
  select(selection: Selection): AsyncIterable<SelectedPortion>;
  /**
   * Every conversation whose last change (`updatedAt`) is not before `since`, whole, in no defined order and in
   * portions, some of which may be empty. What is created, changed or removed meanwhile may or may not be among
   * them. Damaged ones are reported and left out. It takes no place in memory from those that customers use.
   */
  changedSince(since: Date): AsyncIterable<Conversation[]>;
  /** Those of which `needsDesk` (domain/ticket.ts) is true. Order is not defined. */
  openAtDesk(): Promise<Conversation[]>;
  /**
   * Those that were ever at the desk (have a `status` event) and match. Left out are conversations that
   * cannot be read, which are reported, and perhaps one whose state changes just now. Must not be
   * awaited by a change.
   */
  search(search: HistorySearch): Promise<HistoryFound>;
  /** Listens to changes, own ones included, after they are durable. Returns the way to stop. */
  onChange(listener: (change: ConversationChange) => void): () => void;
  /** Resolves when the store can take a write, rejects with the reason when not (`/readyz`). */
  ready(): Promise<void>;
  /** Lets the changes under way finish; what comes after is `storage-unavailable`. */
  close(): Promise<void>;
}

/** Agents and their sessions. Session ids are stored as SHA-256 (hex) only. */
export interface AgentStore {
  findAgent(id: string): Promise<Agent | null>;
  listAgents(): Promise<Agent[]>;
  /** Creates or replaces. What `endsSessions` (domain/agent.ts) says ends the agent's sessions. */
  saveAgent(agent: Agent): Promise<void>;
  /** Of any number that create the same id at once exactly one gets true; the others change nothing. */
  createAgent(agent: Agent): Promise<boolean>;
  /**
   * Changes the newest state of an agent, alone; ends sessions as `saveAgent` does. What it became, or
   * null when there is none. The id must stay.
   */
  changeAgent(id: string, change: (agent: Agent) => Agent): Promise<Agent | null>;
  /** Also ends the agent's sessions and API tokens. False when there was none. */
  removeAgent(id: string): Promise<boolean>;
  findSession(idHash: string): Promise<AgentSession | null>;
  saveSession(session: AgentSession): Promise<void>;
  removeSession(idHash: string): Promise<void>;
  /** Forgets the sessions that have ended at `now`, and says how many. */
  removeExpiredSessions(now: Date): Promise<number>;
}

/** Names the bytes of one picture: two ids, each 16 to 64 of `A–Z a–z 0–9 _ -`. */
export interface AttachmentPlace {
  conversationId: string;
  id: string;
}

/**
 * The bytes of pictures. They are kept apart from their events, so each write that concerns both leaves a
 * moment in which only one has happened. A place is in doubt from before its bytes are written until
 * `settle`, and again from `doubt` on; whoever finds it so long after (`doubtful`) looks at the conversation
 * and settles or removes it. One contract test holds for every adapter.
 * Errors: `storage-unavailable` (503) when the medium fails, `invalid-attachment-place` (400) for ids of
 * another shape.
 */
export interface AttachmentStore {
  /**
   * Keeps bytes, in doubt; durable when it resolves. The conversation is there already. A place is written
   * once.
   */
  put(place: AttachmentPlace, bytes: Uint8Array): Promise<void>;
  /** Null when there are none. */
  read(place: AttachmentPlace): Promise<Buffer | null>;
  /** The event that names these bytes is durable. */
  settle(place: AttachmentPlace): Promise<void>;
  /** The event is about to be emptied. Durable when it resolves; so a crash cannot leave bytes that nothing names. */
  doubt(place: AttachmentPlace): Promise<void>;
  /** The bytes are gone for good when it resolves, and the doubt with them; fine when there are none. */
  remove(place: AttachmentPlace): Promise<void>;
  /** All bytes of a conversation, which is going or gone; resolves to the number of pictures that there were. */
  removeAll(conversationId: string): Promise<number>;
  /**
   * Places in doubt for at least so long, in ms. What an earlier process of the only instance left is in
   * doubt for ever.
   */
  doubtful(forMs: number): Promise<AttachmentPlace[]>;
}

/** When agents last did something, as the instances over one store tell each other. */
export interface SignsOfLife {
  /** How many ms ago this instance last saw each of these agents. */
  tell(msAgo: ReadonlyMap<string, number>): Promise<void>;
  /** How many ms ago each agent was last seen by any instance. */
  hear(): Promise<Map<string, number>>;
}

/** Somebody types in this conversation: the customer, or the agent of this name. */
export interface TypingSign {
  conversationId: string;
  /** Null: the customer. */
  agentName: string | null;
}

/** What instances tell each other of at once and nobody keeps; a sign may be lost, and its own instance hears none. */
export interface PassingSigns {
  tell(sign: TypingSign): void;
  /** Returns the way to stop. */
  onSign(listener: (sign: TypingSign) => void): () => void;
}

/** A value as JSON has it. */
export type Json = z.core.util.JSONType;

/** Does what a command asks, and says what came of it; AppErrors are told to who asked. */
export type HandleRequest = (request: Json) => Promise<Json>;

/** What commands beside a running service ask of it, where it has the store alone. */
export interface CommandRequests {
  /** Takes requests one after the other. Returns the way to stop, which waits for the one under way. */
  serve(handle: HandleRequest): () => Promise<void>;
}

/** Tokens of programs. */
export interface ApiTokenStore {
  /** `agent-not-found` (422) when it belongs to an account that is not there (any more). */
  createToken(token: ApiToken): Promise<void>;
  findToken(secretHash: string): Promise<ApiToken | null>;
  listTokens(): Promise<ApiToken[]>;
  /** False when there was none. Removing an account ends its tokens, too (`AgentStore.removeAgent`). */
  removeToken(id: string): Promise<boolean>;
  /** Notes a use; true when it was the first, of all instances. One that is gone meanwhile: false. */
  noteUse(id: string, at: Date): Promise<boolean>;
}

/** What is looked for in the audit log; null: whatever it is. */
export interface AuditSearch {
  acts: readonly string[] | null;
  actor: string | null;
  subject: string | null;
  since: Date | null;
  /** Rows with a lower number only. */
  before: number | null;
  /** The most rows to return; 1 or more. */
  limit: number;
}

export interface AuditPage {
  /** The newest first. */
  rows: AuditRow[];
  /**
   * Where to go on as the next `before`; null when these are all. A page may hold fewer rows than asked
   * for and still have a next: an adapter may bound how many one search reads.
   */
  next: number | null;
}

/** One place of the stored log, in order: what stands there, or why it is no row. */
export type AuditPlace = { place: string; row: AuditRow } | { place: string; fault: string };

/** Takes what is to be recorded; all that most need of the log. */
export interface AuditRecorder {
  /**
   * Durable and in the chain when it resolves; stamped with the real time.
   * @throws AppError `storage-unavailable` (503): then it may be recorded or not.
   */
  record(entry: AuditEntry): Promise<void>;
}

/** Rows that are only ever added, each with the hash of the one before it. One contract test holds for every adapter. */
export interface AuditLog extends AuditRecorder {
  search(search: AuditSearch): Promise<AuditPage>;
  head(): Promise<AuditHead>;
  /** All that is stored, from the beginning, for `verify`. */
  walk(): AsyncIterable<AuditPlace>;
}

/** Who may do what, and what they did: what commands change beside a running server. */
export interface Accounts {
  agents: AgentStore;
  tokens: ApiTokenStore;
  audit: AuditLog;
}

export interface Stores extends Accounts {
  conversations: ConversationStore;
  attachments: AttachmentStore;
  /** Null where one instance has the store alone, and sees everybody itself. */
  signs: SignsOfLife | null;
  /** Null for the same reason. */
  passing: PassingSigns | null;
  /** Null where commands work on the store themselves, whoever else does. */
  requests: CommandRequests | null;
  outbox: Outbox;
  endpoints: WebhookEndpoints;
}
