import { Problem } from '../../browser/problem.ts';
import { mayRead } from '../state/permissions.ts';
import { saveMarks } from '../state/read-marks.ts';
import { hasHole, holdsMessage, lastSeqOf } from '../state/transcript.ts';
import type { Context } from './context.ts';

/** While a conversation cannot be read, try again this often. Milliseconds, 1,000–15,000. */
const AGAIN_MS = 4_000;

export interface ReadingControl {
  /** Reads what is new in the open conversation; calls during a reading are served by one more reading. */
  refresh(): void;
  /** What of the open conversation is before the agent's eyes. */
  seen(seq: number): void;
}

export const createReadingControl = (context: Context): ReadingControl => {
  const { store, api, drafts, storage, clock } = context;
  let reading = false;
  let wanted = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  /** A message whose acknowledgement was lost is found in the transcript: then there is nothing left to send. */
  const dropDeliveredDraft = (conversationId: string): void => {
    const { agent, open } = store.state();
    if (agent === null || open?.view?.conversationId !== conversationId) return;
    const key = { agentId: agent.id, conversationId, kind: 'reply' } as const;
    const pending = drafts.pendingMessageId(key);
    if (pending === null || !holdsMessage(open.view.events, pending)) return;
    drafts.clear(key);
    store.dispatch({ type: 'settled', conversationId });
    store.dispatch({ type: 'drafts', draftIds: drafts.conversationsOf(agent.id) });
  };

  const read = async (id: string): Promise<void> => {
    const known = store.state().open?.view ?? null;
    const view = await api.conversation(id, lastSeqOf(known?.events ?? []));
    store.dispatch({ type: 'conversation', view });
    if (hasHole(store.state().open?.view?.events ?? [])) {
      store.dispatch({ type: 'conversation', view: await api.conversation(id, 0) });
    }
    const newest = store.state().open?.view?.events.at(-1);
    if (newest) clock.notBefore(newest.at);
    dropDeliveredDraft(id);
  };

  const failed = (id: string, error: unknown): void => {
    const gone = error instanceof Problem && error.status === 404;
    store.dispatch({
      type: 'conversation-failed',
      conversationId: id,
      failure: gone ? 'not-found' : 'unavailable',
    });
    clearTimeout(retry);
    if (!gone) retry = setTimeout(refresh, AGAIN_MS);
  };

  const refresh = (): void => {
    const { open, phase, agent } = store.state();
    if (open === null || phase !== 'logged-in' || !mayRead(agent)) return;
    wanted = reading;
    if (reading) return;
    reading = true;
    void read(open.id)
      .catch((error: unknown) => failed(open.id, error))
      .finally(() => {
        reading = false;
        if (wanted || store.state().open?.id !== open.id) refresh();
      });
  };

  store.subscribe((state, before) => {
    if (state.open !== null && (state.open.id !== before.open?.id || state.phase !== before.phase)) refresh();
  });

  return {
    refresh,
    seen: (seq) => {
      const { open, agent, marks } = store.state();
      if (open?.view == null || agent === null) return;
      store.dispatch({ type: 'seen', conversationId: open.id, seq });
      if (store.state().marks !== marks) saveMarks(storage, agent.id, store.state().marks);
    },
  };
};
