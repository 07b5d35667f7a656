import type { EventView } from '../../../web/wire.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ItemSources, StandIn } from '../items.ts';
import type { OutboxEntry } from '../outbox.ts';
import type { FaqRequest } from '../wire-types.ts';

export interface StandInPorts {
  /** Answers one question outside any conversation. */
  ask(question: FaqRequest): Promise<{ replies: readonly StandIn[] }>;
  /** An answer has come. */
  onChange(): void;
}

/** A person's customer, or who is being asked something back, has no question to be answered. */
const asksTheBot = ({ desk, sources }: Snapshot): boolean => {
  if (desk.state !== 'bot' && desk.state !== 'closed') return false;
  const last = sources.events.findLast((event) => event.type === 'message' && event.from !== 'customer');
  return last?.type !== 'message' || last.from !== 'bot' || last.kind !== 'dialogue';
};

/**
 * Answers in place of those that come once conversations can be kept again (H7). When the message gets
 * through at last, its real answer takes this one's place: the same wording is then no news.
 */
export class StandIns {
  readonly #ports: StandInPorts;
  readonly #replies = new Map<string, readonly StandIn[]>();
  readonly #asking = new Set<string>();

  constructor(ports: StandInPorts) {
    this.#ports = ports;
  }

  /** Asks for what is missing, and answers all that the log is made of. */
  complete(snapshot: Snapshot): ItemSources {
    const { sources, unkept, reachable } = snapshot;
    if (unkept && asksTheBot(snapshot)) {
      for (const entry of sources.outbox) if (entry.state === 'waiting') void this.#answer(entry);
    }
    const heard = new Set([...sources.heard, ...this.#repeated(sources.events)]);
    return { ...sources, heard, standIns: this.#replies, reachable };
  }

  /** A question that could not be answered is asked again with the next attempt at sending it. */
  async #answer({ clientMessageId: id, text, choice }: OutboxEntry): Promise<void> {
    if (this.#replies.has(id) || this.#asking.has(id)) return;
    this.#asking.add(id);
    const question = { text, ...(choice === undefined ? {} : { choice }) };
    const answer = await this.#ports.ask(question).catch(() => null);
    this.#asking.delete(id);
    if (!answer) return;
    this.#replies.set(id, answer.replies);
    this.#ports.onChange();
  }

  /** Numbers of the answers that say what their stand-ins said. */
  #repeated(events: readonly EventView[]): number[] {
    const said = new Map<number, ReadonlySet<string>>();
    for (const event of events) {
      if (event.type !== 'message' || event.from !== 'customer') continue;
      const replies = this.#replies.get(event.clientMessageId);
      if (replies) said.set(event.seq, new Set(replies.map(({ wording }) => JSON.stringify(wording))));
    }
    return events
      .filter(
        (event) =>
          event.type === 'message' &&
          event.from === 'bot' &&
          said.get(event.replyTo ?? 0)?.has(JSON.stringify(event.wording)) === true,
      )
      .map(({ seq }) => seq);
  }
}
