import { permissionsFor } from '../state/permissions.ts';
import type { Store } from '../store.ts';
import type { CustomerTyping } from '../wire-types.ts';

/** While an agent types the customer is told this often; each sign stands for 6 s there. Milliseconds, 2,000–5,000. */
const TELL_EVERY_MS = 3_000;

export interface TypingApi {
  typing(id: string): Promise<void>;
}

export interface TypingSigns {
  hear(sign: CustomerTyping): void;
  end(conversationId: string): void;
}

/** Which customers are typing: each sign stands for as long as the server says, unless it comes again. */
export const typingSigns = (store: Store): TypingSigns => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const end = (conversationId: string): void => {
    clearTimeout(timers.get(conversationId));
    if (timers.delete(conversationId)) store.dispatch({ type: 'typing', conversationId, on: false });
  };
  return {
    hear: ({ conversationId, forMs }) => {
      clearTimeout(timers.get(conversationId));
      if (!timers.has(conversationId)) store.dispatch({ type: 'typing', conversationId, on: true });
      timers.set(
        conversationId,
        setTimeout(() => end(conversationId), forMs),
      );
    },
    end,
  };
};

/**
 * Tells the customer that the agent who has the conversation is typing, and nothing of what. That a sign did
 * not get through matters to nobody. `now` in milliseconds.
 */
export const typingTeller = (store: Store, api: TypingApi, now: () => number): (() => void) => {
  let told = { id: '', at: Number.NEGATIVE_INFINITY };
  return () => {
    const { open, agent } = store.state();
    if (open?.view == null || agent === null || !permissionsFor(open.view, agent).reply) return;
    if (told.id === open.id && now() - told.at < TELL_EVERY_MS) return;
    told = { id: open.id, at: now() };
    void api.typing(open.id).catch(() => undefined);
  };
};
