import type { Conversation } from '../domain/conversation.ts';
import type { Json } from '../store/port.ts';

/** What can be exported, also beside a server that has the store. */
export interface ReadableRemains {
  /** In the plural, as a count is printed: `attachments`. Also its name in an export. */
  readonly kind: string;
  /** What is exported of them: everything held, but nothing that is a secret or another person's. */
  read(conversation: Conversation): Promise<Json[]>;
}

/**
 * One kind of what hangs on conversations and is kept outside them: attachments, deliveries, mentions in a log.
 * Whoever keeps such a thing joins the list in `compose/remains.ts`, and it then goes with its conversation,
 * whether by age or because a customer is forgotten, and is part of what is exported of a customer.
 *
 * `remove` is called twice: under the conversation's lock just before it goes, so that after a crash in between
 * the next run finds the rest by it, and once more after it has gone, for what was under way meanwhile. Who adds
 * something afterwards has to find the conversation gone (404) and clear up after itself.
 */
export interface ConversationRemains extends ReadableRemains {
  /** How many hang on a conversation. */
  count(conversation: Conversation): Promise<number>;
  /**
   * Removes them, durably when it resolves, and says how many there were. May be repeated at any time. Must not
   * change the conversation, which is locked meanwhile.
   */
  remove(conversationId: string): Promise<number>;
}
