import type { Conversation, ConversationEvent, StatusEvent } from './conversation.ts';
import type { WebhookEvent } from './webhook.ts';

type Agent = WebhookEvent['data']['agent'];

const agentOf = ({ agentId, agentName }: { agentId: string | null; agentName: string | null }): Agent =>
  agentId === null ? null : { id: agentId, name: agentName };

const statusEvent = (event: StatusEvent, conversationId: string): WebhookEvent | null => {
  const { at: timestamp, seq, to: state, cause } = event;
  const data = { conversationId, seq, state, agent: agentOf(event) };
  switch (cause) {
    case 'request':
    case 'release':
      return { type: 'conversation.waiting', timestamp, data: { ...data, cause } };
    case 'claim':
    case 'transfer':
      return { type: 'conversation.claimed', timestamp, data: { ...data, cause } };
    case 'close':
    case 'expire':
      return { type: 'conversation.closed', timestamp, data: { ...data, cause } };
    case 'answer':
    case 'leave':
    case 'reopen':
      return null;
  }
};

/** What others are told of an event; null for what concerns nobody outside, such as the bot's answers. */
const webhookEvent = (event: ConversationEvent, { id, desk }: Conversation): WebhookEvent | null => {
  if (event.type === 'status') return statusEvent(event, id);
  const { at: timestamp, seq } = event;
  const data = { conversationId: id, seq, state: desk.state };
  switch (event.type) {
    case 'customer-message':
    case 'attachment':
      return { type: 'message', timestamp, data: { ...data, agent: agentOf(desk), from: 'customer' } };
    case 'agent-message':
      return { type: 'message', timestamp, data: { ...data, agent: agentOf(event), from: 'agent' } };
    case 'survey':
      return { type: 'survey', timestamp, data: { ...data, agent: agentOf(desk), score: event.score } };
    case 'bot-message':
    case 'feedback':
    case 'survey-asked':
    case 'redacted':
      return null;
  }
};

/** What a change is told of, in the order of its events: one for each at most. */
export const webhookEvents = (before: Conversation, after: Conversation): WebhookEvent[] =>
  after.events.slice(before.events.length).flatMap((event) => webhookEvent(event, after) ?? []);

/** Whether an event did happen in a conversation: not so for what was made ready for a change that a crash undid. */
export const hasHappened = ({ type, timestamp, data }: WebhookEvent, conversation: Conversation): boolean => {
  const event = conversation.id === data.conversationId ? conversation.events[data.seq - 1] : undefined;
  return event?.at === timestamp && webhookEvent(event, conversation)?.type === type;
};
