import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Delivery } from '../domain/webhook.ts';
import type { CourierObserver } from '../handoff/webhooks/courier.ts';

/** What the log says of a delivery: ids and codes. */
const told = ({ id, endpointId, event, attempts, lastFailure }: Delivery) => ({
  delivery: id,
  endpoint: endpointId,
  conversationId: event.data.conversationId,
  attempts,
  reason: lastFailure,
});

type Backlog = () => Promise<ReadonlyMap<string, number>>;

const gaugeBacklog = (registry: Registry, backlog: Backlog): void => {
  const gauge = new Gauge({
    name: 'madoguchi_webhook_backlog',
    help: 'Webhooks that wait to be delivered',
    labelNames: ['endpoint'],
    registers: [registry],
    collect: async () => {
      gauge.reset();
      // Where the store cannot tell, the other figures are still told.
      const pending = await backlog().catch(() => new Map<string, number>());
      for (const [endpoint, count] of pending) gauge.set({ endpoint }, count);
    },
  });
};

/**
 * Counts deliveries and logs what an operator must know of webhooks. Figures are by endpoint: there are
 * few, and each has somebody who looks after it.
 */
export const webhookObserver = (registry: Registry, logger: Logger, backlog: Backlog): CourierObserver => {
  const attempts = new Counter({
    name: 'madoguchi_webhook_deliveries_total',
    help: 'Attempts to deliver a webhook, by outcome: delivered, failed (tried again), gave-up',
    labelNames: ['endpoint', 'outcome'],
    registers: [registry],
  });
  gaugeBacklog(registry, backlog);
  return {
    delivered: ({ endpointId: endpoint }) => attempts.inc({ endpoint, outcome: 'delivered' }),
    failed: (delivery) => {
      attempts.inc({ endpoint: delivery.endpointId, outcome: 'failed' });
      logger.debug(told(delivery), 'a webhook was not taken and is tried again');
    },
    gaveUp: (delivery) => {
      attempts.inc({ endpoint: delivery.endpointId, outcome: 'gave-up' });
      logger.error(told(delivery), 'a webhook was not taken for three days and is given up');
    },
    disabled: (endpoint, given) => {
      attempts.inc({ endpoint, outcome: 'gave-up' }, given);
      logger.error({ endpoint, given }, 'a webhook endpoint answered 410 Gone and is disabled');
    },
    turned: (endpoint, failing) => {
      if (failing) logger.warn({ endpoint }, 'a webhook endpoint fails; what is due is tried again');
      else logger.info({ endpoint }, 'a webhook endpoint takes webhooks again');
    },
  };
};
