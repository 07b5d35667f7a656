import type { Conversation } from '../../domain/conversation.ts';
import type { Delivery } from '../../domain/webhook.ts';
import { hasHappened } from '../../domain/webhook-events.ts';
import { AppError } from '../../errors.ts';
import { KeyedQueue } from '../keyed-queue.ts';
import { PendingLines, type Placed } from '../pending-lines.ts';
import type { Outbox, WebhookEndpoints } from '../port.ts';
import { LowdbDeliveries } from './deliveries.ts';
import { nameOf, type DeliveryFiles, type DeliveryName } from './delivery-files.ts';

interface Pending extends Placed {
  name: string;
  /** Null for what was found at the start and not looked at yet. */
  delivery: Delivery | null;
}

interface Parts {
  files: DeliveryFiles;
  endpoints: WebhookEndpoints;
  /** What is stored of a conversation; null when there is none. */
  readConversation: (id: string) => Promise<Conversation | null>;
  /** Hears of deliveries that cannot be read. */
  report: (error: unknown) => void;
}

/** The outbox changes one thing at a time. */
const all = 'outbox';

/**
 * Deliveries as a file each. A file is durable *before* the conversation that it comes with; so a crash can
 * leave one whose event never happened, which is seen and dropped when its turn comes, and never an event
 * whose webhook is lost. The start lists names and reads nothing.
 */
export class LowdbOutbox implements Outbox {
  readonly #parts: Parts;
  readonly #seen: LowdbDeliveries;
  readonly #pending = new PendingLines<Pending>();
  /** Those given up, and when their three days began; null where the file was not looked at yet. */
  readonly #failed = new Map<string, DeliveryName & { startedMs: number | null }>();
  readonly #queue = new KeyedQueue();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#seen = new LowdbDeliveries(parts.files);
  }

  /** Takes up what is there from before. */
  async open(): Promise<void> {
    const { files } = this.#parts;
    await files.clearHalfWritten();
    for (const found of await files.names('failed'))
      this.#failed.set(found.id, { ...found, startedMs: null });
    for (const found of await files.names('pending')) {
      // Given up, and cut off before it was gone from here.
      if (this.#failed.has(found.id)) await files.remove('pending', found.name);
      else this.#pending.add({ ...found, nextMs: 0, delivery: null });
    }
  }

  /**
   * Writes what a change makes due, before the change; `admit` follows when that is written. What is not
   * admitted stays behind: whether a write that failed came through after all shows at the next start alone.
   */
  async stage(due: readonly Delivery[]): Promise<void> {
    await Promise.all(due.map((delivery) => this.#parts.files.write('pending', delivery)));
  }

  admit(due: readonly Delivery[]): void {
    for (const delivery of due) this.#pending.add(pending(delivery));
  }

  async add(deliveries: readonly Delivery[]): Promise<void> {
    const fresh = deliveries.filter(({ id }) => !this.#pending.get(id) && !this.#failed.has(id));
    for (const delivery of fresh) {
      if (delivery.nextAt === null) await this.#shelve(delivery);
      else {
        await this.stage([delivery]);
        this.admit([delivery]);
      }
    }
  }

  async take(of: { endpointId: string; now: Date; until: Date }): Promise<Delivery | null> {
    return this.#queue.run(all, async () => {
      await this.#takeRetries(of.now);
      const nowMs = of.now.getTime();
      for (;;) {
        const entry = this.#pending.firstDue(of.endpointId, nowMs);
        if (!entry) return null;
        const delivery = entry.delivery ?? (await this.#readFound(entry));
        if (!delivery || entry.nextMs > nowMs) continue;
        // In memory alone: it ends with the process, as the attempt does.
        entry.nextMs = of.until.getTime();
        return structuredClone(delivery);
      }
    });
  }

  async remove(id: string): Promise<void> {
    const entry = this.#pending.delete(id);
    if (entry) await this.#parts.files.remove('pending', entry.name);
  }

  async note(delivery: Delivery): Promise<void> {
    await this.#queue.run(all, () => this.#note(structuredClone(delivery)));
  }

  async giveUp(endpointId: string, reason: string): Promise<number> {
    return this.#queue.run(all, async () => {
      let count = 0;
      for (const entry of this.#pending.of(endpointId)) {
        const delivery = entry.delivery ?? (await this.#readFound(entry));
        if (!delivery) continue;
        await this.#note({ ...delivery, nextAt: null, lastFailure: reason });
        count += 1;
      }
      return count;
    });
  }

  list(of: { endpointId: string; failed: boolean; limit: number }): Promise<Delivery[]> {
    return this.#seen.list(of);
  }

  retry(id: string): Promise<boolean> {
    return this.#seen.retry(id);
  }

  async backlog(): Promise<Map<string, number>> {
    return this.#pending.counts();
  }

  async ofConversation(id: string): Promise<Delivery[]> {
    return this.#queue.run(all, async () => {
      const found: Delivery[] = [];
      for (const shelf of ['pending', 'failed'] as const)
        for (const { conversationId, name } of await this.#parts.files.names(shelf)) {
          const delivery =
            conversationId === id && (await this.#unlessDamaged(this.#parts.files.read(shelf, name)));
          if (delivery) found.push(delivery);
        }
      return found;
    });
  }

  async forgetConversation(id: string): Promise<number> {
    return this.#queue.run(all, async () => {
      let count = 0;
      // From the folders and not from memory: what was never admitted goes, too.
      for (const shelf of ['pending', 'failed'] as const) {
        const names = (await this.#parts.files.names(shelf)).filter((each) => each.conversationId === id);
        for (const each of names) await this.#drop(shelf, each);
        if (names.length > 0) await this.#parts.files.syncRemoved(shelf);
        count += names.length;
      }
      return count;
    });
  }

  async tidy(before: Date): Promise<void> {
    await this.#queue.run(all, async () => {
      const known = new Set((await this.#parts.endpoints.list()).map(({ id }) => id));
      for (const entry of this.#failed.values()) {
        const startedMs = known.has(entry.endpointId) ? await this.#startedMs(entry) : 0;
        if (startedMs < before.getTime()) await this.#drop('failed', entry);
      }
      for (const endpointId of this.#pending.endpointIds().filter((id) => !known.has(id)))
        for (const entry of this.#pending.of(endpointId)) await this.#drop('pending', entry);
    });
  }

  async #note(delivery: Delivery): Promise<void> {
    const entry = this.#pending.get(delivery.id);
    if (!entry) return;
    if (delivery.nextAt === null) {
      await this.#shelve(delivery);
      await this.#drop('pending', entry);
      return;
    }
    await this.#parts.files.write('pending', delivery);
    this.#pending.add(pending(delivery));
  }

  /** Puts it with those given up. */
  async #shelve(delivery: Delivery): Promise<void> {
    await this.#parts.files.write('failed', delivery);
    const { endpointId, event, id, startedAt } = delivery;
    const { conversationId, seq } = event.data;
    const startedMs = Date.parse(startedAt);
    this.#failed.set(id, { name: nameOf(delivery), endpointId, conversationId, seq, id, startedMs });
  }

  async #drop(shelf: 'pending' | 'failed', { id, name }: { id: string; name: string }): Promise<void> {
    if (shelf === 'pending') this.#pending.delete(id);
    else this.#failed.delete(id);
    await this.#parts.files.remove(shelf, name);
  }

  /** Lets those be tried anew that somebody asked for (`LowdbDeliveries`). */
  async #takeRetries(now: Date): Promise<void> {
    for (const id of await this.#parts.files.retries()) {
      await this.#renew(id, now);
      await this.#parts.files.clearRetry(id);
    }
  }

  async #renew(id: string, now: Date): Promise<void> {
    const failed = this.#failed.get(id);
    const name = failed?.name ?? this.#pending.get(id)?.name;
    if (name === undefined) return;
    const found = await this.#unlessDamaged(this.#parts.files.read(failed ? 'failed' : 'pending', name));
    if (!found) return;
    const at = now.toISOString();
    const renewed = { ...found, startedAt: at, attempts: 0, nextAt: at, lastFailure: null };
    await this.#parts.files.write('pending', renewed);
    if (failed) await this.#drop('failed', failed);
    this.#pending.add(pending(renewed));
  }

  /** A delivery from before the start; null, and out of its line, when it is none that may go. */
  async #readFound(entry: Pending): Promise<Delivery | null> {
    const { files, readConversation } = this.#parts;
    const delivery = await this.#unlessDamaged(files.read('pending', entry.name));
    const conversation = delivery && (await this.#unlessDamaged(readConversation(entry.conversationId)));
    if (conversation === undefined || delivery === undefined) {
      // Its file stays, for when the damage is mended; the line goes on without it.
      this.#pending.delete(entry.id);
      return null;
    }
    if (!delivery || !conversation || !hasHappened(delivery.event, conversation)) {
      await this.#drop('pending', entry);
      return null;
    }
    entry.delivery = delivery;
    entry.nextMs = dueMs(delivery);
    return delivery;
  }

  async #startedMs(entry: DeliveryName & { startedMs: number | null }): Promise<number> {
    if (entry.startedMs !== null) return entry.startedMs;
    const delivery = await this.#unlessDamaged(this.#parts.files.read('failed', entry.name));
    entry.startedMs = delivery ? Date.parse(delivery.startedAt) : Infinity;
    return entry.startedMs;
  }

  /** Undefined, and reported, for what is damaged. */
  async #unlessDamaged<T>(reading: Promise<T>): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'storage-damaged') throw error;
      this.#parts.report(error);
      return undefined;
    }
  }
}

const dueMs = ({ nextAt, startedAt }: Delivery): number => Date.parse(nextAt ?? startedAt);

const pending = (delivery: Delivery): Pending => ({
  id: delivery.id,
  name: nameOf(delivery),
  endpointId: delivery.endpointId,
  conversationId: delivery.event.data.conversationId,
  seq: delivery.event.data.seq,
  nextMs: dueMs(delivery),
  delivery,
});
