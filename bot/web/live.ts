import type { Conversation } from '../domain/conversation.ts';
import type { ConversationStore } from '../store/port.ts';

type Wake = () => void;

/**
 * Wakes the streams that a change concerns. The store's changes are only hints: every stream loads what
 * follows the number it has sent, so a hint lost or doubled does no harm.
 */
export class LiveChanges {
  readonly #store: ConversationStore;
  readonly #readers = new Map<string, Set<Wake>>();
  readonly #desk = new Set<(changed: Conversation) => void>();
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

  /** Calls back with each conversation that is at the desk, or just left it, after each of its changes. */
  onDesk(listener: (changed: Conversation) => void): () => void {
    this.#desk.add(listener);
    return () => this.#desk.delete(listener);
  }

  close(): void {
    this.#stop();
  }

  async #tellDesk(id: string): Promise<void> {
    const conversation = await this.#store.load(id);
    if (!conversation) return;
    // Once at the desk, always of its concern: that it left is news, too.
    for (const listener of this.#desk) listener(conversation);
  }
}
