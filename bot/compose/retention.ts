import type { Logger } from 'pino';
import { systemClock, type Clock } from '../clock.ts';
import { conversationRemains } from './remains.ts';
import type { Config } from '../config.ts';
import { forgetCustomer, forgetRequestSchema } from '../retention/forget.ts';
import { Retention } from '../retention/retention.ts';
import type { Counts } from '../retention/counts.ts';
import type { Stores } from '../store/port.ts';
import type { Metrics } from '../web/metrics.ts';

interface Parts {
  config: Config;
  logger: Logger;
  /** The desk's, which a demo can set. */
  clock: Clock;
  stores: Stores;
  metrics: Metrics;
  failed(error: unknown): void;
}

/** Lets data go, by age and when a command asks for it. Logs numbers only. Returns the way to stop. */
export const startRetention = ({ config, logger, clock, stores, metrics, failed }: Parts) => {
  const holdings = { store: stores.conversations, remains: conversationRemains(stores) };
  const removed = (counts: Counts, cause: 'age' | 'request'): void => {
    const { conversations = 0 } = counts;
    if (conversations === 0) return;
    metrics.conversationsRemoved(cause, conversations);
    logger.info({ cause, counts }, 'conversations were removed');
  };
  const retention =
    config.retentionDays === null
      ? null
      : new Retention({
          ...holdings,
          days: config.retentionDays,
          clocks: [clock, systemClock],
          looked: ({ counts, failed: left }) => {
            removed(counts, 'age');
            if (left > 0) logger.warn({ left }, 'conversations could not be looked at, or not be removed');
          },
          lookFailed: failed,
          failed: (conversationId, error) =>
            logger.error({ err: error, conversationId }, 'removing a conversation by its age failed'),
        });
  const stopServing = stores.requests?.serve(async (request) => {
    const forgotten = await forgetCustomer(holdings, forgetRequestSchema.parse(request));
    if (forgotten.removed) removed(forgotten.counts, 'request');
    return forgotten;
  });
  return async (): Promise<void> => {
    await retention?.close();
    await stopServing?.();
  };
};
