import type { Agent, AgentSession } from '../domain/agent.ts';
import type { Conversation } from '../domain/conversation.ts';

/** A hint that a conversation has changed; readers then load what follows the number they know. */
export interface ConversationChange {
  conversationId: string;
  /** Highest sequence number after the change. */
  seq: number;
  /** Whether it was ever at the desk: agents are told of the others' changes never. */
  everAtDesk: boolean;
}

/** What one change makes of a conversation. `conversation: null` writes nothing. */
export interface Outcome<T> {
  conversation: Conversation | null;
  result: T;
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
  /** Creates or replaces. Another password hash than before ends the agent's sessions. */
  saveAgent(agent: Agent): Promise<void>;
  /** Also ends the agent's sessions. False when there was none. */
  removeAgent(id: string): Promise<boolean>;
  findSession(idHash: string): Promise<AgentSession | null>;
  saveSession(session: AgentSession): Promise<void>;
  removeSession(idHash: string): Promise<void>;
  /** Forgets the sessions that have ended at `now`, and says how many. */
  removeExpiredSessions(now: Date): Promise<number>;
}

/** When agents last did something, as the instances over one store tell each other. */
export interface SignsOfLife {
  /** How many ms ago this instance last saw each of these agents. */
  tell(msAgo: ReadonlyMap<string, number>): Promise<void>;
  /** How many ms ago each agent was last seen by any instance. */
  hear(): Promise<Map<string, number>>;
}

export interface Stores {
  conversations: ConversationStore;
  agents: AgentStore;
  /** Null where one instance has the store alone, and sees everybody itself. */
  signs: SignsOfLife | null;
}
