import type { Conversation } from '../domain/conversation.ts';
import { AppError } from '../errors.ts';
import type { ConversationStore } from '../store/port.ts';

/**
 * All conversations that changed since then, one after the other, so that customers are served in between.
 * What is damaged is reported by the store, and left out; a store that is away rejects, so that nobody takes a
 * part of the figures for all of them.
 */
export async function* conversationsSince(
  store: Pick<ConversationStore, 'select' | 'load'>,
  changedSince: Date,
): AsyncGenerator<Conversation> {
  for await (const { ids } of store.select({ changedSince })) {
    for (const id of ids) {
      const conversation = await store.load(id).catch(unlessDamaged);
      if (conversation) yield conversation;
    }
  }
}

const unlessDamaged = (error: unknown): null => {
  if (error instanceof AppError && error.code === 'storage-damaged') return null;
  throw error;
};
