import type { Conversation } from '../../domain/conversation.ts';
import { conversationNotFound } from '../../domain/conversation-errors.ts';
import { needsDesk } from '../../domain/ticket.ts';
import type { Delivery } from '../../domain/webhook.ts';
import { Listeners } from '../listeners.ts';
import { isConversationId, requireConversationId } from '../conversation-id.ts';
import { storableDue } from '../due.ts';
import { changeOf, deskChangedAt, searchMatcher } from '../history-search.ts';
import { KeyedQueue } from '../keyed-queue.ts';
import type {
  ConversationChange,
  ConversationStore,
  HistoryFound,
  HistorySearch,
  Outcome,
  SelectedPortion,
  Selection,
} from '../port.ts';
import { isSelected } from '../selection.ts';
import { storable } from '../storable.ts';
import { conversationExists, storageUnavailable } from '../storage-errors.ts';
import type { MemoryOutbox } from './outbox.ts';

/** Conversations that last as long as the process: for tests. Behaves as the durable adapters do. */
export class MemoryConversations implements ConversationStore {
  readonly #stored = new Map<string, Conversation>();
  readonly #queue = new KeyedQueue();
  readonly #listeners: Listeners<ConversationChange>;
  readonly #outbox: MemoryOutbox;
  #outage: string | null = null;

  constructor(report: (error: unknown) => void, outbox: MemoryOutbox) {
    this.#listeners = new Listeners<ConversationChange>(report);
    this.#outbox = outbox;
  }

  /** Plays a medium that takes no writes, such as a full disk, until called with null. */
  setOutage(reason: string | null): void {
    this.#outage = reason;
  }

  async create(conversation: Conversation): Promise<void> {
    requireConversationId(conversation.id);
    await this.#queue.run(conversation.id, async () => {
      if (this.#stored.has(conversation.id)) throw conversationExists();
      this.#put(storable(conversation, null));
    });
  }

  async load(id: string): Promise<Conversation | null> {
    return this.#stored.get(id) ?? null;
  }

  async update<T>(id: string, change: (current: Conversation) => Promise<Outcome<T>>): Promise<T> {
    if (!isConversationId(id)) throw conversationNotFound();
    return this.#queue.run(id, async () => {
      const current = this.#stored.get(id);
      if (!current) throw conversationNotFound();
      const outcome = await change(current);
      if (outcome.conversation) {
        const next = storable(outcome.conversation, current);
        this.#put(next, storableDue(outcome, next));
      }
      return outcome.result;
    });
  }

  async remove(id: string, agree: (current: Conversation) => Promise<boolean>): Promise<boolean> {
    return this.#queue.run(id, async () => {
      const current = this.#stored.get(id);
      if (!current || !(await agree(structuredClone(current)))) return false;
      this.requireOpen();
      this.#stored.delete(id);
      this.#listeners.emit({ conversationId: id, seq: null, everAtDesk: true });
      return true;
    });
  }

  async *select(selection: Selection): AsyncGenerator<SelectedPortion> {
    this.requireOpen();
    const selected = [...this.#stored.values()].filter((conversation) =>
      isSelected(selection, { ...conversation, customer: conversation.customer.subject }),
    );
    yield { ids: selected.map(({ id }) => id), unreadable: [] };
  }

  async *changedSince(since: Date): AsyncGenerator<Conversation[]> {
    this.requireOpen();
    yield [...this.#stored.values()].filter(({ updatedAt }) => Date.parse(updatedAt) >= since.getTime());
  }

  async openAtDesk(): Promise<Conversation[]> {
    return [...this.#stored.values()].filter((conversation) => needsDesk(conversation.desk));
  }

  async search(search: HistorySearch): Promise<HistoryFound> {
    const matches = searchMatcher(search);
    const found = [...this.#stored.values()]
      .map((conversation) => ({ conversation, at: deskChangedAt(conversation) }))
      .filter(({ conversation, at }) => at !== null && matches(conversation))
      .toSorted((left, right) => (right.at ?? 0) - (left.at ?? 0));
    return {
      conversations: found.slice(0, search.limit).map(({ conversation }) => conversation),
      olderNotSearched: found.length > search.limit,
    };
  }

  onChange(listener: (change: ConversationChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  async ready(): Promise<void> {
    this.requireOpen();
  }

  /** @throws AppError `storage-unavailable` */
  requireOpen(): void {
    if (this.#outage !== null) throw storageUnavailable(this.#outage);
  }

  async close(): Promise<void> {
    await this.#queue.settled();
    this.#outage = 'the store is closed';
  }

  #put(conversation: Conversation, due: readonly Delivery[] = []): void {
    this.requireOpen();
    this.#stored.set(conversation.id, conversation);
    this.#outbox.admit(due);
    this.#listeners.emit(changeOf(conversation));
  }
}
