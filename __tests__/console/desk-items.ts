import type {
  AgentEventView,
  ConversationView,
  CustomerView,
  QueueItem,
} from '../../bot/console/wire-types.ts';

/** Synthetic pieces of the wire for the console's tests. */
export const customer = (changes: Partial<CustomerView> = {}): CustomerView => ({
  loggedIn: true,
  name: '試験 花子',
  company: '株式会社テスト',
  role: 'admin',
  plan: 'standard',
  trialStartedOn: null,
  ...changes,
});

export const queueItem = (conversationId: string, changes: Partial<QueueItem> = {}): QueueItem => ({
  conversationId,
  state: 'waiting',
  customer: customer(),
  waitingSince: '2026-11-24T01:00:00.000Z',
  agentId: null,
  agentName: null,
  closesOn: null,
  lastMessage: { from: 'customer', text: '質問です', at: '2026-11-24T01:00:00.000Z' },
  unanswered: true,
  seq: 3,
  ...changes,
});

type Written = Extract<AgentEventView, { from: 'customer' }>;

export const customerMessage = (seq: number, changes: Partial<Written> = {}): Written => ({
  seq,
  at: '2026-11-24T01:00:00.000Z',
  type: 'message',
  from: 'customer',
  clientMessageId: `customer-${seq}`,
  text: `発言${seq}`,
  masked: [],
  redacted: null,
  ...changes,
});

export const botMessage = (seq: number): Extract<AgentEventView, { from: 'bot' }> => ({
  seq,
  at: '2026-11-24T01:00:00.000Z',
  type: 'message',
  from: 'bot',
  kind: 'answer',
  replyTo: null,
  wording: { id: 'payslip-publish', version: 1 },
  blocks: [],
  articleId: 'payslip-publish',
  topic: null,
  choices: [],
  quickReplies: [],
  helpful: null,
  reason: null,
});

export const agentMessage = (seq: number, clientMessageId: string): AgentEventView => ({
  seq,
  at: '2026-11-24T01:00:00.000Z',
  type: 'message',
  from: 'agent',
  clientMessageId,
  agentId: 'sato',
  agentName: '佐藤',
  text: '返信です',
  masked: [],
  redacted: null,
});

export const conversation = (
  conversationId: string,
  events: AgentEventView[],
  changes: Partial<ConversationView> = {},
): ConversationView => ({
  ...queueItem(conversationId, { seq: events.at(-1)?.seq ?? 0 }),
  pageUrl: null,
  openedAt: '2026-11-24T00:55:00.000Z',
  intake: null,
  events,
  notes: [],
  articleTitles: {},
  ...changes,
});
