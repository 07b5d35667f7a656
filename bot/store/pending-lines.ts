/** A pending delivery, by what decides when it is given out. */
export interface Placed {
  id: string;
  endpointId: string;
  conversationId: string;
  seq: number;
  /** Epoch milliseconds at which it is due. */
  nextMs: number;
}

/**
 * Pending deliveries in memory: of each endpoint and conversation a line in the order of events, of which
 * the first alone may go. An endpoint's lines are served in the order in which they began.
 */
export class PendingLines<T extends Placed> {
  readonly #byId = new Map<string, T>();
  readonly #lines = new Map<string, Map<string, T[]>>();

  /** One of an id that is there takes its place. */
  add(entry: T): void {
    this.delete(entry.id);
    this.#byId.set(entry.id, entry);
    const lines = this.#lines.get(entry.endpointId) ?? new Map<string, T[]>();
    this.#lines.set(entry.endpointId, lines);
    const line = lines.get(entry.conversationId) ?? [];
    lines.set(entry.conversationId, line);
    const before = line.findLastIndex(({ seq }) => seq <= entry.seq);
    line.splice(before + 1, 0, entry);
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  delete(id: string): T | undefined {
    const entry = this.#byId.get(id);
    if (!entry) return undefined;
    this.#byId.delete(id);
    const lines = this.#lines.get(entry.endpointId);
    const line = lines?.get(entry.conversationId);
    line?.splice(line.indexOf(entry), 1);
    if (line?.length === 0) lines?.delete(entry.conversationId);
    if (lines?.size === 0) this.#lines.delete(entry.endpointId);
    return entry;
  }

  /** The first of the lines whose head is due; undefined when none is. */
  firstDue(endpointId: string, nowMs: number): T | undefined {
    for (const [head] of this.#lines.get(endpointId)?.values() ?? [])
      if (head && head.nextMs <= nowMs) return head;
    return undefined;
  }

  of(endpointId: string): T[] {
    return [...(this.#lines.get(endpointId)?.values() ?? [])].flat();
  }

  ofConversation(id: string): T[] {
    return [...this.#lines.values()].flatMap((lines) => lines.get(id) ?? []);
  }

  endpointIds(): string[] {
    return [...this.#lines.keys()];
  }

  /** Entries by endpoint. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { endpointId } of this.#byId.values())
      counts.set(endpointId, (counts.get(endpointId) ?? 0) + 1);
    return counts;
  }
}
