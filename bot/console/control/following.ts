import { openLiveStream, type LiveEvents, type Source } from '../live-stream.ts';
import { draftKinds } from '../state/drafts.ts';
import type { Context } from './context.ts';
import { typingSigns } from './typing.ts';
import { labels } from '../labels.ts';
import { mayRead } from '../state/permissions.ts';

/** A connection can die without the browser noticing; the list is read anew this often. Milliseconds, 20,000–120,000. */
const POLL_MS = 60_000;

const later = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const openSource = (): Source => {
  const source = new EventSource('/api/v1/agent/events');
  return {
    get readyState() {
      return source.readyState;
    },
    addEventListener: (type, listener) =>
      source.addEventListener(type, (event) =>
        listener(event instanceof MessageEvent ? { data: event.data } : {}),
      ),
    close: () => source.close(),
  };
};

/** Follows the desk for as long as somebody is logged in. `refresh` reads the open conversation anew. */
export const followDesk = ({ store, api, clock, drafts, messages }: Context, refresh: () => void): void => {
  let stop: (() => void) | null = null;
  const signs = typingSigns(store);

  const readQueue = async (): Promise<void> => {
    if (store.state().phase !== 'logged-in' || !mayRead(store.state().agent)) return;
    const queue = await api.queue().catch(() => null);
    if (queue !== null && store.state().phase === 'logged-in') events.snapshot(queue);
  };
  const events: LiveEvents = {
    snapshot: (queue) => {
      if (queue.now !== undefined) clock.hear(queue.now);
      store.dispatch({ type: 'snapshot', queue });
      refresh();
    },
    item: (item) => {
      clock.notBefore(item.lastMessage?.at ?? item.waitingSince ?? '');
      store.dispatch({ type: 'item', item });
      // What was typed has arrived.
      if (item.unanswered) signs.end(item.conversationId);
      if (store.state().open?.id === item.conversationId) refresh();
    },
    gone: (conversationId) => {
      const { agent } = store.state();
      if (agent === null) return;
      store.dispatch({ type: 'gone', conversationId });
      for (const kind of draftKinds) drafts.clear({ agentId: agent.id, conversationId, kind });
      store.dispatch({ type: 'drafts', draftIds: drafts.conversationsOf(agent.id) });
    },
    office: (office) => {
      store.dispatch({ type: 'office', office });
      // The demo's clock may have been set, in which case every wait shown is wrong.
      void readQueue();
    },
    typing: signs.hear,
    // A request that costs nothing. Timers would not do: browsers slow them down in hidden tabs.
    ping: () => void api.session().catch(() => null),
    connection: (connection) => {
      if (store.state().connection === 'lost' && connection === 'live') messages.info(labels.connection.back);
      store.dispatch({ type: 'connection', connection });
    },
  };
  // Reading the queue also finds out whether it was an ended session that closed the stream.
  const onRefused = (): void => void readQueue();

  store.subscribe((state, before) => {
    if (state.phase === before.phase) return;
    stop?.();
    stop = null;
    if (state.phase === 'logged-in' && mayRead(state.agent)) {
      stop = openLiveStream({ open: openSource, later, onRefused, random: Math.random }, events);
    }
  });
  setInterval(() => void readQueue(), POLL_MS);
  window.addEventListener('online', () => void readQueue());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void readQueue();
  });
};
