import type { Conversation } from '../domain/conversation.ts';
import type { ConversationStore } from '../store/port.ts';

/**
 * All conversations that changed since then, one after the other, so that customers are served in between.
 * What cannot be read is reported by the store, and left out.
 */
export async function* conversationsSince(
  store: ConversationStore,
  changedSince: Date,
): AsyncGenerator<Conversation> {
  for await (const { ids } of store.select({ changedSince })) {
    for (const id of ids) {
      const conversation = await store.load(id).catch(() => null);
      if (conversation) yield conversation;
    }
  }
}
