import type { SignInWays } from '../../browser/wire-types.ts';
import type {
  AgentEventView,
  ConversationView,
  OfficeView,
  QueueItem,
  QueueResponse,
  SignedInView,
} from '../wire-types.ts';
import { markRead, type ReadMarks } from './read-marks.ts';
import type { Route } from './route.ts';
import {
  initialState,
  type Connection,
  type History,
  type OpenConversation,
  type Refusal,
  type State,
} from './state.ts';
import { mergeConversation, mergeEvents } from './transcript.ts';

interface Changes {
  ways: { ways: SignInWays };
  'logged-in': { agent: SignedInView; marks: ReadMarks; draftIds: ReadonlySet<string> };
  /** `ended`: by itself, not by the agent. */
  'logged-out': { ended: boolean };
  connection: { connection: Connection };
  snapshot: { queue: QueueResponse };
  item: { item: QueueItem };
  /** Removed for good, so that nothing of it is to be seen any more. */
  gone: { conversationId: string };
  office: { office: OfficeView };
  typing: { conversationId: string; on: boolean };
  route: { route: Route };
  query: { query: string };
  history: { history: History };
  conversation: { view: ConversationView };
  events: { conversationId: string; events: readonly AgentEventView[] };
  'conversation-failed': { conversationId: string; failure: NonNullable<OpenConversation['failure']> };
  seen: { conversationId: string; seq: number };
  drafts: { draftIds: ReadonlySet<string> };
  sending: { conversationId: string; on: boolean };
  refused: { conversationId: string; refusal: Refusal };
  settled: { conversationId: string };
}
type ActionOf<T extends keyof Changes> = { [K in T]: { type: K } & Changes[K] }[T];
export type Action = ActionOf<keyof Changes>;
type Reducers = { [T in keyof Changes]: (state: State, action: ActionOf<T>) => State };

const atDesk = (item: QueueItem): boolean => item.state !== 'bot' && item.state !== 'closed';

/** An item that was overtaken by a newer one on the way must not turn the list back. */
const withItem = (desk: State['desk'], item: QueueItem): State['desk'] => {
  if ((desk.get(item.conversationId)?.seq ?? 0) > item.seq) return desk;
  const next = new Map(desk);
  if (atDesk(item)) next.set(item.conversationId, item);
  else next.delete(item.conversationId);
  return next;
};

const itemOf = (view: ConversationView): QueueItem => {
  const {
    pageUrl: _pageUrl,
    openedAt: _openedAt,
    intake: _intake,
    events: _events,
    notes: _notes,
    articleTitles: _articleTitles,
    ...item
  } = view;
  return item;
};

const withoutKey = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  new Map([...map].filter(([id]) => id !== key));

const withMember = (set: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> =>
  new Set([...set].filter((other) => other !== id).concat(on ? id : []));

const openOf = (state: State, route: Route): OpenConversation | null => {
  if (route.conversationId === null) return null;
  return state.open?.id === route.conversationId
    ? state.open
    : { id: route.conversationId, view: null, failure: null };
};

const withView = (state: State, view: ConversationView): State => {
  if (state.open?.id !== view.conversationId) return state;
  const merged = mergeConversation(state.open.view, view);
  return { ...state, open: { id: view.conversationId, view: merged, failure: null } };
};

const reducers: Reducers = {
  ways: (state, { ways }) => ({ ...state, ways }),
  'logged-in': (state, { agent, marks, draftIds }) => ({
    ...state,
    phase: 'logged-in',
    sessionEndedOf: null,
    agent,
    marks,
    draftIds,
    open: openOf(state, state.route),
  }),
  // Customers' affairs leave the screen with the session; what was typed is kept by the draft store.
  'logged-out': (state, { ended }) => ({
    ...initialState(state.route),
    ways: state.ways,
    phase: 'logged-out',
    sessionEndedOf: ended ? (state.agent?.id ?? null) : null,
  }),
  connection: (state, { connection }) => ({ ...state, connection }),
  snapshot: (state, { queue }) => ({
    ...state,
    desk: new Map(queue.conversations.filter(atDesk).map((item) => [item.conversationId, item])),
    deskKnown: true,
    office: queue.office,
    staffed: queue.staffed,
    closesOnIfAnswered: queue.closesOnIfAnswered,
  }),
  item: (state, { item }) => ({ ...state, desk: withItem(state.desk, item) }),
  gone: (state, { conversationId: id }) => ({
    ...state,
    desk: withoutKey(state.desk, id),
    history: {
      ...state.history,
      items: state.history.items.filter(({ conversationId }) => conversationId !== id),
    },
    open: state.open?.id === id ? { id, view: null, failure: 'not-found' } : state.open,
    refusals: withoutKey(state.refusals, id),
  }),
  office: (state, { office }) => ({ ...state, office }),
  typing: (state, { conversationId, on }) => ({
    ...state,
    typing: withMember(state.typing, conversationId, on),
  }),
  route: (state, { route }) => ({ ...state, route, open: openOf(state, route) }),
  query: (state, { query }) => ({ ...state, query }),
  history: (state, { history }) => ({ ...state, history }),
  conversation: (state, { view }) => ({
    ...withView(state, view),
    desk: withItem(state.desk, itemOf(view)),
  }),
  events: (state, { conversationId, events }) => {
    const view = state.open?.view;
    if (!view || view.conversationId !== conversationId) return state;
    return {
      ...state,
      open: {
        id: conversationId,
        failure: null,
        view: { ...view, events: mergeEvents(view.events, events) },
      },
    };
  },
  'conversation-failed': (state, { conversationId, failure }) =>
    state.open?.id === conversationId ? { ...state, open: { ...state.open, failure } } : state,
  seen: (state, { conversationId, seq }) => ({ ...state, marks: markRead(state.marks, conversationId, seq) }),
  drafts: (state, { draftIds }) => ({ ...state, draftIds }),
  sending: (state, { conversationId, on }) => ({
    ...state,
    sending: withMember(state.sending, conversationId, on),
  }),
  refused: (state, { conversationId, refusal }) => ({
    ...state,
    refusals: new Map([...state.refusals, [conversationId, refusal]]),
  }),
  settled: (state, { conversationId }) => ({
    ...state,
    refusals: withoutKey(state.refusals, conversationId),
  }),
};

const apply = <T extends keyof Changes>(state: State, action: ActionOf<T>): State =>
  reducers[action.type](state, action);

/** The state after an action. Pure; the argument is not changed. */
export const reduce = (state: State, action: Action): State => apply(state, action);
