import type { DeskState } from '../../domain/conversation.ts';
import type { EventView } from '../../web/wire.ts';

/**
 * The events of a conversation as far as they are known. They come from the stream and as answers of
 * calls, in any order and more than once; each number is kept once.
 */
export class Transcript {
  readonly #events = new Map<number, EventView>();
  #after = 0;

  /** Adds what is new. True when anything was. */
  add(events: readonly EventView[]): boolean {
    const before = this.#events.size;
    for (const event of events) if (!this.#events.has(event.seq)) this.#events.set(event.seq, event);
    while (this.#events.has(this.#after + 1)) this.#after += 1;
    return this.#events.size > before;
  }

  /** Everything up to this number is held without a hole: where the stream goes on from. */
  get after(): number {
    return this.#after;
  }

  /** In the order of their numbers. */
  get events(): EventView[] {
    return [...this.#events.values()].toSorted((one, other) => one.seq - other.seq);
  }
}

/** Where the conversation stands with the desk, and with whom. */
export const deskOf = (events: readonly EventView[]): { state: DeskState; agentName: string | null } => {
  const last = events.findLast((event) => event.type === 'status');
  return last?.type === 'status'
    ? { state: last.state, agentName: last.agentName }
    : { state: 'bot', agentName: null };
};
