import type { Delivery } from '../../domain/webhook.ts';
import { PendingLines, type Placed } from '../pending-lines.ts';
import type { Outbox, WebhookEndpoints } from '../port.ts';

interface Pending extends Placed {
  delivery: Delivery;
}

const pending = (delivery: Delivery): Pending => ({
  id: delivery.id,
  endpointId: delivery.endpointId,
  conversationId: delivery.event.data.conversationId,
  seq: delivery.event.data.seq,
  nextMs: Date.parse(delivery.nextAt ?? delivery.startedAt),
  delivery,
});

/** Deliveries that last as long as the process: for tests. Behaves as the durable adapters do. */
export class MemoryOutbox implements Outbox {
  readonly #endpoints: WebhookEndpoints;
  readonly #pending = new PendingLines<Pending>();
  readonly #failed = new Map<string, Delivery>();

  constructor(endpoints: WebhookEndpoints) {
    this.#endpoints = endpoints;
  }

  /** What a change of a conversation made due. */
  admit(due: readonly Delivery[]): void {
    for (const delivery of due) this.#pending.add(pending(structuredClone(delivery)));
  }

  async add(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      if (this.#pending.get(delivery.id) || this.#failed.has(delivery.id)) continue;
      if (delivery.nextAt === null) this.#failed.set(delivery.id, structuredClone(delivery));
      else this.admit([delivery]);
    }
  }

  async take(of: { endpointId: string; now: Date; until: Date }): Promise<Delivery | null> {
    const due = this.#pending.firstDue(of.endpointId, of.now.getTime());
    if (!due) return null;
    due.nextMs = of.until.getTime();
    return structuredClone(due.delivery);
  }

  async remove(id: string): Promise<void> {
    this.#pending.delete(id);
    this.#failed.delete(id);
  }

  async note(delivery: Delivery): Promise<void> {
    if (!this.#pending.get(delivery.id)) return;
    const noted = structuredClone(delivery);
    if (noted.nextAt !== null) return this.#pending.add(pending(noted));
    this.#pending.delete(noted.id);
    this.#failed.set(noted.id, noted);
  }

  async giveUp(endpointId: string, reason: string): Promise<number> {
    const all = this.#pending.of(endpointId);
    for (const { delivery } of all) await this.note({ ...delivery, nextAt: null, lastFailure: reason });
    return all.length;
  }

  async list(of: { endpointId: string; failed: boolean; limit: number }): Promise<Delivery[]> {
    const given = [...this.#failed.values()].filter(({ endpointId }) => endpointId === of.endpointId);
    const waiting = of.failed ? [] : this.#pending.of(of.endpointId).map(({ delivery }) => delivery);
    return [...given, ...waiting]
      .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
      .slice(0, of.limit)
      .map((delivery) => structuredClone(delivery));
  }

  async retry(id: string, now: Date): Promise<boolean> {
    const found = this.#failed.get(id) ?? this.#pending.get(id)?.delivery;
    if (!found) return false;
    this.#failed.delete(id);
    const at = now.toISOString();
    this.admit([{ ...found, startedAt: at, attempts: 0, nextAt: at, lastFailure: null }]);
    return true;
  }

  async backlog(): Promise<Map<string, number>> {
    return this.#pending.counts();
  }

  async ofConversation(id: string): Promise<Delivery[]> {
    const failed = [...this.#failed.values()].filter(({ event }) => event.data.conversationId === id);
    const waiting = this.#pending.ofConversation(id).map(({ delivery }) => delivery);
    return structuredClone([...failed, ...waiting]);
  }

  async forgetConversation(id: string): Promise<number> {
    const all = await this.ofConversation(id);
    for (const each of all) await this.remove(each.id);
    return all.length;
  }

  async tidy(before: Date): Promise<void> {
    const known = new Set((await this.#endpoints.list()).map(({ id }) => id));
    const outdated = [...this.#failed.values()].filter(
      ({ endpointId, startedAt }) => !known.has(endpointId) || new Date(startedAt) < before,
    );
    const orphaned = this.#pending.endpointIds().filter((id) => !known.has(id));
    for (const { id } of [...outdated, ...orphaned.flatMap((each) => this.#pending.of(each))])
      await this.remove(id);
  }
}
