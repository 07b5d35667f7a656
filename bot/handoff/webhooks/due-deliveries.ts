import type { Conversation } from '../../domain/conversation.ts';
import type { Delivery, WebhookEndpoint } from '../../domain/webhook.ts';
import { webhookEvents } from '../../domain/webhook-events.ts';

interface Setting {
  endpoints: readonly WebhookEndpoint[];
  now: Date;
  /** An unguessable id, base64url. */
  randomId(): string;
}

/** What a change makes due: each of its events, once for each endpoint that wants to hear of such. */
export const dueDeliveries = (
  { before, after }: { before: Conversation; after: Conversation },
  { endpoints, now, randomId }: Setting,
): Delivery[] => {
  if (endpoints.length === 0) return [];
  const at = now.toISOString();
  return webhookEvents(before, after).flatMap((event) =>
    endpoints
      .filter(({ events }) => events.includes(event.type))
      .map(({ id: endpointId }) => ({
        id: `msg_${randomId()}`,
        endpointId,
        event,
        startedAt: at,
        attempts: 0,
        nextAt: at,
        lastFailure: null,
      })),
  );
};
