import type { Delivery, WebhookEndpoint } from '../domain/webhook.ts';

/** Where webhooks go. Few, and changed by the `webhook` command while servers run. */
export interface WebhookEndpoints {
  /** The oldest first. */
  list(): Promise<WebhookEndpoint[]>;
  /** Rejects when the id is taken. */
  add(endpoint: WebhookEndpoint): Promise<void>;
  /** Changes one while nobody else does, and returns it as it is then; null when there is none. */
  change(id: string, change: (current: WebhookEndpoint) => WebhookEndpoint): Promise<WebhookEndpoint | null>;
  /** Its deliveries are given out no more, and forgotten by the next `tidy`. False when there was none. */
  remove(id: string): Promise<boolean>;
}

/** What an operator sees of the deliveries, and asks of them, beside a running server too. */
export interface Deliveries {
  /** Those of an endpoint that are not delivered; `failed`: those alone that were given up. The oldest first. */
  list(of: { endpointId: string; failed: boolean; limit: number }): Promise<Delivery[]>;
  /** Lets a delivery be tried at once, for three days from `now`. False when there is none such. */
  retry(id: string, now: Date): Promise<boolean>;
}

/**
 * Webhooks that are due. They come in with the change of a conversation (`Outcome.due`) and go when they
 * are delivered. What is given out is kept until it is removed, so that each is delivered at least once;
 * twice when an instance ends, or is slower than `until`, between delivering and removing it.
 */
export interface Outbox extends Deliveries {
  /**
   * Gives one that is due to this caller alone, until then. Those that an endpoint gets of one conversation
   * come in the order of their events: while one is pending, no later one is given out. Null when none is due.
   */
  take(of: { endpointId: string; now: Date; until: Date }): Promise<Delivery | null>;
  /** Delivered, or not to be delivered any more. An unknown id is fine. */
  remove(id: string): Promise<void>;
  /** Notes a failed attempt: tried again at `nextAt`, or given up when that is null. Not for one that has gone. */
  note(delivery: Delivery): Promise<void>;
  /** Gives up all pending ones of an endpoint, and says how many. */
  giveUp(endpointId: string, reason: string): Promise<number>;
  /** Pending ones by endpoint. */
  backlog(): Promise<Map<string, number>>;
  /** All of one conversation that are here, given up or not; no defined order. */
  ofConversation(id: string): Promise<Delivery[]>;
  /** Forgets all of one conversation, as when it is deleted, and says how many. */
  forgetConversation(id: string): Promise<number>;
  /** Forgets those given up whose three days began before then, and those whose endpoint is gone. */
  tidy(before: Date): Promise<void>;
  /** Takes in what comes from another store; those that are here already stay as they are. */
  add(deliveries: readonly Delivery[]): Promise<void>;
}
