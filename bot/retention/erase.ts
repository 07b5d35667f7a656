import type { Conversation } from '../domain/conversation.ts';
import type { ConversationStore } from '../store/port.ts';
import { added, contentsOf, type Counts } from './counts.ts';
import type { ConversationRemains } from './remains.ts';

export interface Holdings {
  store: ConversationStore;
  remains: readonly ConversationRemains[];
}

/**
 * Removes a conversation and all that hangs on it, when `mayGo` says so of its newest state. Durable when it
 * resolves: to what was removed, or to null when the conversation was not there or stays.
 */
export const erase = async (
  { store, remains }: Holdings,
  id: string,
  mayGo: (current: Conversation) => boolean,
): Promise<Counts | null> => {
  let counts: Counts = {};
  const removed = await store.remove(id, async (current) => {
    if (!mayGo(current)) return false;
    counts = added(contentsOf(current), await removeRemains(remains, id));
    return true;
  });
  return removed ? added(counts, await removeRemains(remains, id)) : null;
};

const removeRemains = async (remains: readonly ConversationRemains[], id: string): Promise<Counts> => {
  let counts: Counts = {};
  for (const each of remains) counts = added(counts, { [each.kind]: await each.remove(id) });
  return counts;
};
