import type { Conversation } from '../domain/conversation.ts';
import type { ConversationStore } from '../store/port.ts';

type Wake = () => void;

/** What is told of the desk. */
export interface DeskListener {
  changed(conversation: Conversation): void;
  /** The conversation was removed; it may never have been at the desk. */
  gone(conversationId: string): void;
}

/**
 * Wakes the streams that a change concerns. The store's changes are only hints: every stream loads what
 * follows the number it has sent, so a hint lost or doubled does no harm.
 */
export class LiveChanges {
  readonly #store: ConversationStore;
  readonly #readers = new Map<string, Set<Wake>>();
  readonly #desk = new Set<DeskListener>();
  readonly #stop: () => void;

  constructor(store: ConversationStore, failed: (error: unknown) => void) {
    this.#store = store;
    this.#stop = store.onChange(({ conversationId, everAtDesk }) => {
      for (const wake of this.#readers.get(conversationId) ?? []) wake();
      // The bot's alone are most, and each instance would read what any of them has changed.
      if (everAtDesk && this.#desk.size > 0) this.#tellDesk(conversationId).catch(failed);
    });
  }

  /** Calls back after each change of one conversation. Returns the way to stop. */
  onConversation(id: string, wake: Wake): () => void {
    const readers = this.#readers.get(id) ?? new Set();
    this.#readers.set(id, readers.add(wake));
    return () => {
      readers.delete(wake);
      if (readers.size === 0) this.#readers.delete(id);
    };
  }

  /** Tells of each conversation that is at the desk, or just left it, after each of its changes, and of the removed. */
  onDesk(listener: DeskListener): () => void {
    this.#desk.add(listener);
    return () => this.#desk.delete(listener);
  }

  close(): void {
    this.#stop();
  }

  async #tellDesk(id: string): Promise<void> {
    const conversation = await this.#store.load(id);
    if (!conversation) {
      for (const listener of this.#desk) listener.gone(id);
      return;
    }
    // Once at the desk, always of its concern: that it left is news, too.
    for (const listener of this.#desk) listener.changed(conversation);
  }
}
