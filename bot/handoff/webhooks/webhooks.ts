import type { Clock } from '../../clock.ts';
import type { ConversationStore, Stores } from '../../store/port.ts';
import { Courier, type CourierObserver } from './courier.ts';
import { dueDeliveries } from './due-deliveries.ts';
import { KnownEndpoints } from './known-endpoints.ts';
import { localNames, publicNames } from './resolve.ts';
import { createSend } from './send.ts';
import { toldOutside } from './told-outside.ts';

interface Parts {
  stores: Stores;
  /** Real time, whatever the desk's clock is set to. */
  clock: Clock;
  /** Lets plain http and addresses that are not public pass: for development. */
  local: boolean;
  randomId(): string;
  /** From 0 to below 1. */
  random(): number;
  observer: CourierObserver;
  report(error: unknown): void;
}

export interface Webhooks {
  /** The store whose changes are told outside: for everybody who changes conversations. */
  conversations: ConversationStore;
  start(): Promise<void>;
  /** Deliveries under way may end, for some seconds; the rest is sent after the next start. */
  stop(): Promise<void>;
}

/** Webhooks of a running service. Without an endpoint nothing is written and nothing sent. */
export const openWebhooks = (parts: Parts): Webhooks => {
  const { stores, clock, local, randomId, report } = parts;
  const endpoints = new KnownEndpoints(stores.endpoints, report);
  const courier = new Courier({
    ...parts,
    outbox: stores.outbox,
    conversations: stores.conversations,
    endpoints,
    send: createSend({ local, resolve: local ? localNames : publicNames, now: () => clock.now() }),
  });
  return {
    conversations: toldOutside(stores.conversations, {
      due: (change) => dueDeliveries(change, { endpoints: endpoints.enabled, now: clock.now(), randomId }),
      wake: () => courier.wake(),
    }),
    start: () => courier.start(),
    stop: () => courier.stop(),
  };
};
