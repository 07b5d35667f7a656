import type { Conversation } from '../domain/conversation.ts';
import type { ConversationStore } from '../store/port.ts';
import { customersFirst } from './customers-first.ts';

/**
 * All conversations that changed since then, one after the other; customers are served in between. A store
 * that is away rejects, so that nobody takes a part of the figures for all of them.
 */
export async function* conversationsSince(
  store: Pick<ConversationStore, 'changedSince'>,
  since: Date,
): AsyncGenerator<Conversation> {
  const pause = customersFirst();
  for await (const portion of store.changedSince(since))
    for (const conversation of portion) {
      yield conversation;
      await pause();
    }
}
