import { z } from 'zod';

/**
 * What of an event must be the same whoever is told of it, and whenever: customers and agents see some
 * members differently, and those that a later event changes are no part of it.
 */
const coreSchema = z.object({
  seq: z.int().positive(),
  at: z.string(),
  type: z.string(),
  from: z.string().optional(),
  clientMessageId: z.string().optional(),
  text: z.string().optional(),
  state: z.string().optional(),
  cause: z.string().optional(),
  wording: z.object({ id: z.string(), version: z.int() }).nullish(),
});
type Core = z.infer<typeof coreSchema>;

const coresSchema = z.array(coreSchema);

/** Everything that the service has acknowledged of one conversation, and what it may hold besides. */
export class Ledger {
  readonly #acknowledged = new Map<number, string>();
  /** Ids of messages that were sent; a message of another id was written by nobody. */
  readonly #sent = new Set<string>();

  /** Before sending. */
  sending(clientMessageId: string): void {
    this.#sent.add(clientMessageId);
  }

  /** Events of an answer. @returns how many of them were not known before */
  acknowledge(events: unknown): number {
    const before = this.#acknowledged.size;
    for (const core of coresSchema.parse(events)) this.#acknowledged.set(core.seq, JSON.stringify(core));
    return this.#acknowledged.size - before;
  }

  get size(): number {
    return this.#acknowledged.size;
  }

  /** What is wrong with the events that are stored; `[]` when nothing is. Never quotes a text. */
  faults(stored: unknown): string[] {
    const events = coresSchema.parse(stored);
    const ids = events.flatMap(({ clientMessageId }) => clientMessageId ?? []);
    return [
      ...events.flatMap(({ seq }, index) =>
        seq === index + 1 ? [] : [`${seq} stands at place ${index + 1}`],
      ),
      ...ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [`message ${id} is there twice`])),
      ...ids.flatMap((id) => (this.#sent.has(id) ? [] : [`message ${id} was written by nobody`])),
      ...this.#missing(events),
    ];
  }

  #missing(events: readonly Core[]): string[] {
    const bySeq = new Map(events.map((core) => [core.seq, JSON.stringify(core)]));
    return [...this.#acknowledged].flatMap(([seq, told]) => {
      const kept = bySeq.get(seq);
      if (kept === undefined) return [`${seq} was acknowledged and is gone`];
      return kept === told ? [] : [`${seq} is not what was acknowledged`];
    });
  }
}
