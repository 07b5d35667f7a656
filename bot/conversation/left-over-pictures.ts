import { keptPictures } from '../domain/attachment.ts';
import type { AttachmentStore, ConversationStore } from '../store/port.ts';

/**
 * Bytes that no event names after this long (ms) are left over from what failed. Sane: several times the two
 * minutes in which an event follows its bytes at the latest; a longer time only keeps left-overs longer.
 */
const leftOverAfterMs = 10 * 60_000;

interface Parts {
  store: ConversationStore;
  attachments: AttachmentStore;
  failed(error: unknown): void;
}

/** Removes bytes that no event names (any more), as a crash or a failing store leaves them between two writes. */
export const clearUpPictures = async ({ store, attachments, failed }: Parts): Promise<void> => {
  for (const place of await attachments.doubtful(leftOverAfterMs)) {
    try {
      const conversation = await store.load(place.conversationId);
      const named = keptPictures(conversation?.events ?? []).some(({ id }) => id === place.id);
      await (named ? attachments.settle(place) : attachments.remove(place));
    } catch (error) {
      failed(error);
    }
  }
};
