import type { Clock } from '../../clock.ts';
import type { Delivery, WebhookEndpoint } from '../../domain/webhook.ts';
import { AppError } from '../../errors.ts';
import type { ConversationStore, Outbox } from '../../store/port.ts';
import type { KnownEndpoints } from './known-endpoints.ts';
import { needsText, payload } from './payload.ts';
import { failedKeptMs, nextAttempt } from './retry-schedule.ts';
import type { Send, Sent } from './send.ts';
import { signedRequest } from './signature.ts';

/** How often it is looked what is due, what an operator changed, and what another instance left. Sane: 0.5 to 5 s. */
const lookMs = 1_000;

/** How often what is outdated is forgotten. */
const tidyMs = 300_000;

/**
 * Deliveries of one endpoint under way at once, in each instance. A slow receiver holds up its own alone;
 * more would press harder on one that is just getting up again. Sane: 1 to 16.
 */
const atOnce = 4;

/**
 * How long an instance has a delivery for itself. More than an attempt may take, so that two do not send the
 * same; what an instance leaves when it ends is sent by another so much later.
 */
const heldMs = 60_000;

/** How long attempts under way may take at the end; the exit stays under the promised 10 s. */
const partingMs = 5_000;

/** Where what is worth counting and logging goes; ids and codes alone. */
export interface CourierObserver {
  delivered(delivery: Delivery): void;
  /** An attempt failed that another follows. */
  failed(delivery: Delivery): void;
  /** Its three days are over. */
  gaveUp(delivery: Delivery): void;
  /** The endpoint answered 410 and is sent nothing more; so many deliveries were given up. */
  disabled(endpointId: string, given: number): void;
  /** An endpoint that took everything begins to fail, or one that failed takes something again. */
  turned(endpointId: string, failing: boolean): void;
}

interface Parts {
  outbox: Outbox;
  endpoints: KnownEndpoints;
  conversations: Pick<ConversationStore, 'load'>;
  send: Send;
  /** Real time: receivers compare the signed instant with their own clock. */
  clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  observer: CourierObserver;
  report(error: unknown): void;
}

/**
 * Takes to the endpoints what is due. Each delivery is sent at least once, always under the same
 * `webhook-id`: whoever stops between sending one and noting it leaves it to be sent again.
 */
export class Courier {
  readonly #parts: Parts;
  /** Rounds under way, by endpoint. */
  readonly #rounds = new Map<string, number>();
  readonly #running = new Set<Promise<void>>();
  readonly #failing = new Set<string>();
  readonly #parting = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  #stopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves when it knows the endpoints: from then on their webhooks are made due. */
  async start(): Promise<void> {
    await this.look();
    this.#timers = [
      setInterval(() => void this.look(), lookMs),
      setInterval(() => this.tidy().catch(this.#parts.report), tidyMs),
    ];
  }

  /** Sends what is due by the endpoints as they are now. `settled` tells when that is done. */
  async look(): Promise<void> {
    if (await this.#parts.endpoints.look()) this.wake();
  }

  /** Sends what is due by the endpoints as they were at the last look. */
  wake(): void {
    for (const { id } of this.#parts.endpoints.enabled) this.#begin(id);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Forgets what is outdated, and gives up what came late for an endpoint that is disabled. */
  async tidy(): Promise<void> {
    const { outbox, endpoints, clock } = this.#parts;
    for (const { id, disabledAt } of endpoints.all) if (disabledAt !== null) await outbox.giveUp(id, 'gone');
    await outbox.tidy(new Date(clock.now().getTime() - failedKeptMs));
  }

  /** Begins nothing new, gives what is under way some seconds, and leaves the rest to the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    const parting = setTimeout(() => this.#parting.abort(), partingMs);
    await this.settled();
    clearTimeout(parting);
  }

  #begin(endpointId: string): void {
    const rounds = this.#rounds.get(endpointId) ?? 0;
    if (this.#stopping || rounds >= atOnce) return;
    this.#rounds.set(endpointId, rounds + 1);
    const round = this.#round(endpointId)
      .catch(this.#parts.report)
      .finally(() => {
        this.#rounds.set(endpointId, (this.#rounds.get(endpointId) ?? 1) - 1);
        this.#running.delete(round);
      });
    this.#running.add(round);
  }

  /** One delivery after another, as long as there is one that is due. Each that finds one begins another beside it. */
  async #round(endpointId: string): Promise<void> {
    const { outbox, endpoints, clock } = this.#parts;
    while (!this.#stopping) {
      const now = clock.now();
      const endpoint = endpoints.find(endpointId);
      const until = new Date(now.getTime() + heldMs);
      const delivery = endpoint && (await outbox.take({ endpointId, now, until }));
      if (!delivery) return;
      this.#begin(endpointId);
      await this.#deliver(endpoint, delivery);
    }
  }

  async #deliver(endpoint: WebhookEndpoint, delivery: Delivery): Promise<void> {
    const { outbox, send, clock } = this.#parts;
    const body = await this.#body(endpoint, delivery).catch(damaged);
    if (body instanceof AppError)
      return this.#noteFailure(delivery, { outcome: 'failed', reason: body.code, retryAfterMs: null });
    // Deleted meanwhile: nobody is told of it any more.
    if (body === null) return outbox.remove(delivery.id);
    const request = signedRequest(endpoint, { id: delivery.id, at: clock.now(), body });
    await this.#settle(delivery, await send({ ...request, signal: this.#parting.signal }));
  }

  async #body(endpoint: WebhookEndpoint, delivery: Delivery): Promise<string | null> {
    if (!needsText(endpoint, delivery)) return payload(delivery, null);
    const conversation = await this.#parts.conversations.load(delivery.event.data.conversationId);
    return conversation && payload(delivery, conversation);
  }

  async #settle(delivery: Delivery, sent: Sent): Promise<void> {
    const { outbox, observer, clock } = this.#parts;
    switch (sent.outcome) {
      case 'delivered':
        await outbox.remove(delivery.id);
        this.#turned(delivery.endpointId, false);
        return observer.delivered(delivery);
      case 'gone':
        return this.#disable(delivery.endpointId);
      case 'failed':
        return this.#noteFailure(delivery, sent);
      case 'cut-off':
        // No fault of the receiver's: as if it had not been tried.
        return outbox.note({ ...delivery, nextAt: clock.now().toISOString() });
    }
  }

  async #noteFailure(delivery: Delivery, failure: Extract<Sent, { outcome: 'failed' }>): Promise<void> {
    const { outbox, observer, clock, random } = this.#parts;
    const { reason: lastFailure, retryAfterMs } = failure;
    const attempts = delivery.attempts + 1;
    const now = clock.now();
    const next = nextAttempt({ ...delivery, attempts }, { now, random: random(), retryAfterMs });
    const noted = { ...delivery, attempts, nextAt: next && next.toISOString(), lastFailure };
    await outbox.note(noted);
    this.#turned(delivery.endpointId, true);
    if (next) observer.failed(noted);
    else observer.gaveUp(noted);
  }

  async #disable(endpointId: string): Promise<void> {
    const { outbox, endpoints, observer, clock } = this.#parts;
    // Of several answers at once the first one tells.
    if (!endpoints.find(endpointId)) return void (await outbox.giveUp(endpointId, 'gone'));
    await endpoints.disable(endpointId, clock.now());
    observer.disabled(endpointId, await outbox.giveUp(endpointId, 'gone'));
  }

  #turned(endpointId: string, failing: boolean): void {
    if (this.#failing.has(endpointId) === failing) return;
    if (failing) this.#failing.add(endpointId);
    else this.#failing.delete(endpointId);
    this.#parts.observer.turned(endpointId, failing);
  }
}

/** A conversation that cannot be read must not hold up its line for ever; whatever else fails is passed on. */
const damaged = (error: unknown): AppError => {
  if (error instanceof AppError && error.code === 'storage-damaged') return error;
  throw error;
};
