import type { Conversation } from '../../domain/conversation.ts';
import { redactionOf } from '../../domain/redaction.ts';
import type { Delivery, WebhookEndpoint, WebhookEvent } from '../../domain/webhook.ts';

/**
 * What the customer or the agent wrote, as it stands in the conversation now: null when staff removed it
 * (N4), or when there was nothing. Already masked, as everything that is stored.
 */
const written = ({ data }: WebhookEvent, { events }: Conversation): Record<string, string | null> => {
  const event = events[data.seq - 1];
  const kept = (text: string | null): string | null => (redactionOf(events, data.seq) === null ? text : null);
  if (event?.type === 'customer-message' || event?.type === 'agent-message')
    return { text: kept(event.text) };
  return event?.type === 'survey' ? { comment: kept(event.comment) } : {};
};

/** Whether an endpoint's body of an event holds what somebody wrote, for which the conversation is needed. */
export const needsText = ({ withText }: WebhookEndpoint, { event }: Delivery): boolean =>
  withText && (event.type === 'message' || event.type === 'survey');

/** The body of a delivery. `conversation`: for an endpoint that gets texts, see `needsText`. */
export const payload = ({ event }: Delivery, conversation: Conversation | null): string =>
  JSON.stringify({
    ...event,
    data: { ...event.data, ...(conversation ? written(event, conversation) : {}) },
  });
