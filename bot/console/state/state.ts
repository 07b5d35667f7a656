import type { SignInState } from '../../browser/sign-in-state.ts';
import type { ConversationView, OfficeView, QueueItem, SignedInView } from '../wire-types.ts';
import type { Staffed } from './elapsed.ts';
import type { ReadMarks } from './read-marks.ts';
import type { Route } from './route.ts';

/** `lost` once a stream that stood is gone, or could not be opened; it is tried again all the time. */
export type Connection = 'connecting' | 'live' | 'lost';

/** What the agent was about, when the customer wrote meanwhile. */
export type Doing = 'reply' | 'close';

/** Why the server did not do what the agent asked for, shown at the conversation until it is settled. */
export type Refusal =
  /** The customer wrote after what the agent had seen; `after` is that sequence number. */
  | { code: 'customer-wrote'; after: number; doing: Doing }
  | { code: 'already-claimed'; ownerName: string }
  /** The reply may or may not have arrived; sending again is safe. */
  | { code: 'not-sent'; reason: string };

export interface OpenConversation {
  id: string;
  /** null while it is being read for the first time. */
  view: ConversationView | null;
  /** Set when reading failed; what was read before stays visible. */
  failure: 'not-found' | 'unavailable' | null;
}

export interface History {
  scope: 'closed' | 'all';
  items: readonly QueueItem[];
  /** The search gave up before the oldest conversations. */
  olderNotSearched: boolean;
  status: 'idle' | 'loading' | 'failed';
}

export interface State extends SignInState {
  agent: SignedInView | null;
  connection: Connection;
  office: OfficeView | null;
  /** Conversations at the desk by id. */
  desk: ReadonlyMap<string, QueueItem>;
  /** What waits are counted by; whole intervals up to the end of today. */
  staffed: readonly Staffed[];
  /** On this ISO date a conversation closes that is answered now; null until the server has said. */
  closesOnIfAnswered: string | null;
  /** Conversations whose customer is typing. */
  typing: ReadonlySet<string>;
  /** False until the first snapshot: an empty list then does not mean that nobody waits. */
  deskKnown: boolean;
  route: Route;
  query: string;
  history: History;
  open: OpenConversation | null;
  marks: ReadMarks;
  /** Conversations with something typed and not sent. */
  draftIds: ReadonlySet<string>;
  sending: ReadonlySet<string>;
  refusals: ReadonlyMap<string, Refusal>;
}

export const initialState = (route: Route): State => ({
  phase: 'starting',
  ways: null,
  sessionEndedOf: null,
  agent: null,
  connection: 'connecting',
  office: null,
  desk: new Map(),
  staffed: [],
  closesOnIfAnswered: null,
  typing: new Set(),
  deskKnown: false,
  route,
  query: '',
  history: { scope: 'closed', items: [], olderNotSearched: false, status: 'idle' },
  open: null,
  marks: new Map(),
  draftIds: new Set(),
  sending: new Set(),
  refusals: new Map(),
});
