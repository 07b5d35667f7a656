import type { Conversation } from '../domain/conversation.ts';
import { AppError } from '../errors.ts';
import type { ConversationStore } from '../store/port.ts';

/** As the store's `load`, but a damaged conversation is a value: what else there is goes on. */
export const loadReadable = async (
  store: Pick<ConversationStore, 'load'>,
  id: string,
): Promise<Conversation | null | 'unreadable'> => {
  try {
    return await store.load(id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage-damaged') return 'unreadable';
    throw error;
  }
};
