import type { Conversation } from '../../bot/domain/conversation.ts';
import type { Delivery, WebhookEndpoint } from '../../bot/domain/webhook.ts';
import { webhookEvents } from '../../bot/domain/webhook-events.ts';
import type { Stores } from '../../bot/store/port.ts';
import { idOf } from './synthetic.ts';

export const start = new Date('2026-11-24T02:00:00.000Z');

/** The instant so many seconds after the start. */
export const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

export const newEndpoint = (name = 'one', overrides: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: `we_${name.padEnd(8, '0')}`,
  url: 'https://receiver.example.com/hook',
  events: ['conversation.waiting', 'conversation.claimed', 'message', 'conversation.closed', 'survey'],
  withText: false,
  secret: `whsec_${Buffer.alloc(32, name).toString('base64')}`,
  oldSecrets: [],
  createdAt: start.toISOString(),
  disabledAt: null,
  ...overrides,
});

/** What an endpoint is to be told of a change, each with the id `msg_<endpoint>_<conversation>_<seq>`. */
export const dueOf = (before: Conversation, next: Conversation, endpointId = newEndpoint().id): Delivery[] =>
  webhookEvents(before, next).map((event) => ({
    id: `msg_${endpointId}_${next.id}`.slice(0, 55) + `_${event.data.seq}`,
    endpointId,
    event,
    startedAt: start.toISOString(),
    attempts: 0,
    nextAt: start.toISOString(),
    lastFailure: null,
  }));

/** Changes a conversation together with its webhooks, for each of the endpoints. */
export const changeWithDue = (
  stores: Stores,
  name: string,
  change: (current: Conversation) => Conversation,
  endpointIds = [newEndpoint().id],
): Promise<Delivery[]> =>
  stores.conversations.update(idOf(name), async (current) => {
    const conversation = change(current);
    const due = endpointIds.flatMap((id) => dueOf(current, conversation, id));
    return { conversation, result: due, due };
  });
