import type { Conversation } from '../../../bot/domain/conversation.ts';
import type { WebhookEndpoint } from '../../../bot/domain/webhook.ts';
import { Courier, type CourierObserver } from '../../../bot/handoff/webhooks/courier.ts';
import { dueDeliveries } from '../../../bot/handoff/webhooks/due-deliveries.ts';
import { KnownEndpoints } from '../../../bot/handoff/webhooks/known-endpoints.ts';
import type { Request, Sent } from '../../../bot/handoff/webhooks/send.ts';
import { toldOutside } from '../../../bot/handoff/webhooks/told-outside.ts';
import { memoryStores } from '../../../bot/store/memory/stores.ts';
import type { Stores } from '../../../bot/store/port.ts';
import { start } from '../../store/synthetic-webhooks.ts';
import { idOf, newConversation, withMessage } from '../../store/synthetic.ts';

export const delivered: Sent = { outcome: 'delivered' };
export const failed = (reason = 'status-500', retryAfterMs: number | null = null): Sent => ({
  outcome: 'failed',
  reason,
  retryAfterMs,
});

/** One attempt as a receiver sees it. */
export interface Attempt {
  /** Milliseconds after the start. */
  at: number;
  id: string;
  url: string;
  body: { type: string; data: { conversationId: string; seq: number; text?: string | null } };
  headers: Record<string, string>;
}

let ids = 0;

type Answer = (attempt: Attempt, request: Request) => Sent | Promise<Sent>;
const takes: Answer = () => delivered;

/** A courier over stores in memory (or others), with a clock and receivers that a test plays. */
export const openScene = (stores: Stores = memoryStores(() => {})) => {
  let nowMs = start.getTime();
  const clock = { now: () => new Date(nowMs) };
  const attempts: Attempt[] = [];
  const told: unknown[][] = [];
  const reported: unknown[] = [];
  let answer = takes;
  const tell =
    (what: keyof CourierObserver) =>
    (...args: unknown[]): void => {
      told.push([what, ...args]);
    };
  const endpoints = new KnownEndpoints(stores.endpoints, (error) => reported.push(error));
  const courier = new Courier({
    outbox: stores.outbox,
    conversations: stores.conversations,
    endpoints,
    clock,
    random: () => 0,
    observer: {
      delivered: tell('delivered'),
      failed: tell('failed'),
      gaveUp: tell('gaveUp'),
      disabled: tell('disabled'),
      turned: tell('turned'),
    },
    report: (error) => reported.push(error),
    send: async (request) => {
      const { url, headers, body } = request;
      const at = nowMs - start.getTime();
      const attempt = { at, id: headers['webhook-id'] ?? '', url, headers, body: JSON.parse(body) };
      attempts.push(attempt);
      return answer(attempt, request);
    },
  });
  const conversations = toldOutside(stores.conversations, {
    due: (change) =>
      dueDeliveries(change, {
        endpoints: endpoints.enabled,
        now: clock.now(),
        randomId: () => `random-id-${String((ids += 1)).padStart(12, '0')}`,
      }),
    wake: () => {},
  });
  return {
    stores,
    courier,
    endpoints,
    conversations,
    attempts,
    told,
    reported,
    answer: (next: Answer) => {
      answer = next;
    },
    /** Adds endpoints that everybody knows of at once. */
    add: async (...added: WebhookEndpoint[]): Promise<void> => {
      for (const endpoint of added) await stores.endpoints.add(endpoint);
      await endpoints.look();
    },
    open: (name: string) => stores.conversations.create(newConversation(name)),
    change: (name: string, change: (current: Conversation) => Conversation) =>
      conversations.update(idOf(name), async (current) => ({
        conversation: change(current),
        result: undefined,
      })),
    write: (name: string, ...messageIds: string[]) =>
      conversations.update(idOf(name), async (current) => ({
        conversation: messageIds.reduce(withMessage, current),
        result: undefined,
      })),
    /** Lets time pass, looking every so many seconds. */
    pass: async (seconds: number, everySeconds = seconds): Promise<void> => {
      for (let passed = 0; passed < seconds; passed += everySeconds) {
        nowMs += everySeconds * 1_000;
        await courier.look();
        await courier.settled();
      }
    },
    look: async (): Promise<void> => {
      await courier.look();
      await courier.settled();
    },
  };
};
