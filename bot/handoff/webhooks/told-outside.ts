import type { Conversation } from '../../domain/conversation.ts';
import type { Delivery } from '../../domain/webhook.ts';
import type { ConversationStore } from '../../store/port.ts';

interface Telling {
  /** What a change makes due. */
  due(change: { before: Conversation; after: Conversation }): Delivery[];
  /** Something is due, and durable. */
  wake(): void;
}

/**
 * The store, whose changes are told outside. It stands between the store and everybody who changes
 * conversations, so that no change can forget its webhooks, and none has to know of them.
 */
export const toldOutside = (store: ConversationStore, { due, wake }: Telling): ConversationStore => ({
  create: (conversation) => store.create(conversation),
  load: (id) => store.load(id),
  update: async (id, change) => {
    let isDue = false;
    const result = await store.update(id, async (current) => {
      const outcome = await change(current);
      const made = outcome.conversation ? due({ before: current, after: outcome.conversation }) : [];
      isDue = made.length > 0;
      return isDue ? { ...outcome, due: made } : outcome;
    });
    if (isDue) wake();
    return result;
  },
  remove: (id, agree) => store.remove(id, agree),
  select: (selection) => store.select(selection),
  changedSince: (since) => store.changedSince(since),
  openAtDesk: () => store.openAtDesk(),
  search: (search) => store.search(search),
  onChange: (listener) => store.onChange(listener),
  ready: () => store.ready(),
  close: () => store.close(),
});
