import type { Conversation } from '../../bot/domain/conversation.ts';
import type { Stores } from '../../bot/store/port.ts';

/** Everything that changed since then, by id. */
export const changedSince = async (stores: Stores, since: Date): Promise<Conversation[]> => {
  const found: Conversation[] = [];
  for await (const portion of stores.conversations.changedSince(since)) found.push(...portion);
  return found.toSorted((one, other) => (one.id < other.id ? -1 : 1));
};
