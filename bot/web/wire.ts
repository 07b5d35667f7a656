import { z } from 'zod';
import { blockSchema } from '../domain/blocks.ts';
import {
  maskTypeSchema,
  deskStateSchema,
  intakeSchema,
  replyKindSchema,
  surveyScoreSchema,
} from '../domain/conversation.ts';
import { topicIdSchema, wordingRefSchema } from '../domain/decision.ts';
import { agentRoleSchema } from '../domain/agent.ts';

/**
 * What travels over HTTP: the browser programs import its types, the OpenAPI document is made from
 * its schemas. A stored record is never sent; presenters make these from it.
 */

const isoInstant = z.iso.datetime({ offset: true });
const redactionRule = z.enum(['personal-data', 'inappropriate']);
const placed = { seq: z.int().positive(), at: isoInstant };

export const choiceView = z.object({ articleId: z.string(), title: z.string() });
export const quickReplyView = z.object({
  label: z.string(),
  /** `send` and `skip` post the label as a message; the others call `POST …/handoff` (request, leave, tell-at-opening). */
  action: z.enum(['send', 'handoff', 'leave-queue', 'tell-at-opening', 'skip']),
});

export const customerMessageView = z.object({
  ...placed,
  type: z.literal('message'),
  from: z.literal('customer'),
  clientMessageId: z.string(),
  text: z.string(),
  masked: z.array(maskTypeSchema),
  /** Set when staff removed the content; `text` is empty then. */
  redacted: redactionRule.nullable(),
});
export const botMessageView = z.object({
  ...placed,
  type: z.literal('message'),
  from: z.literal('bot'),
  kind: replyKindSchema,
  replyTo: z.int().nullable(),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
  articleId: z.string().nullable(),
  topic: topicIdSchema.nullable(),
  choices: z.array(choiceView),
  quickReplies: z.array(quickReplyView),
  /** The customer's feedback on it, when given. */
  helpful: z.boolean().nullable(),
});
export const agentMessageView = z.object({
  ...placed,
  type: z.literal('message'),
  from: z.literal('agent'),
  clientMessageId: z.string(),
  agentName: z.string(),
  text: z.string(),
  masked: z.array(maskTypeSchema),
  redacted: redactionRule.nullable(),
});
export const statusView = z.object({
  ...placed,
  type: z.literal('status'),
  state: deskStateSchema,
  cause: z.string(),
  agentName: z.string().nullable(),
  wording: wordingRefSchema.nullable(),
  blocks: z.array(blockSchema),
});
export const feedbackView = z.object({
  ...placed,
  type: z.literal('feedback'),
  on: z.int(),
  helpful: z.boolean(),
});
/** The question at a closing (N7); open until it is answered or the customer asks for a person again. */
export const surveyAskedView = z.object({
  ...placed,
  type: z.literal('survey-asked'),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
});
/** The answer to the question `on`; `blocks` is the thanks for it. */
export const surveyView = z.object({
  ...placed,
  type: z.literal('survey'),
  on: z.int(),
  score: surveyScoreSchema,
  comment: z.string().nullable(),
  masked: z.array(maskTypeSchema),
  /** Set when staff removed the comment, which is empty then. */
  redacted: redactionRule.nullable(),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
});
export const redactedView = z.object({
  ...placed,
  type: z.literal('redacted'),
  on: z.int(),
  rule: redactionRule,
});
/** One event as the customer sees it; `data:` of the event stream, whose `id:` is `seq`. */
export const eventView = z.union([
  customerMessageView,
  botMessageView,
  agentMessageView,
  statusView,
  feedbackView,
  surveyAskedView,
  surveyView,
  redactedView,
]);
export type EventView = z.infer<typeof eventView>;
export type BotMessageView = z.infer<typeof botMessageView>;

export const officeView = z.object({
  open: z.boolean(),
  reason: z.enum([
    'staffed',
    'break',
    'after-hours',
    'before-hours',
    'weekend',
    'holiday',
    'year-end',
    'closed-day',
  ]),
  until: isoInstant,
  opensAt: isoInstant,
  opensAtText: z.string(),
  /** The server's clock when it was sent, which the next opening is counted down by. */
  now: isoInstant.optional(),
});
export const noticeView = z.object({
  /** `sharing` (N2) once before the first message, `announcement` (H5), `outage` (H7). */
  kind: z.enum(['sharing', 'announcement', 'outage']),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
});
/** `GET /office`. Sent as the stream's `office` event (without `id:`) whenever it changes. */
export const officeResponse = z.object({ ...officeView.shape, notices: z.array(noticeView) });
export type OfficeResponse = z.infer<typeof officeResponse>;

export const openRequest = z.strictObject({
  identity: z.string().max(4096).optional(),
  /** URL of the page the widget is on; query and fragment are dropped before storing. */
  pageUrl: z.string().max(2048).optional(),
});
export const openResponse = z.object({
  conversationId: z.string(),
  token: z.string(),
  office: officeView,
  notices: z.array(noticeView),
});

export const clientMessageId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** An article picked from `choices`. */
const choice = z.string().regex(/^[a-z0-9-]{1,100}$/);
export const messageRequest = z.strictObject({
  clientMessageId,
  text: z.string().max(4000),
  /** `text` is the article's title then. */
  choice: choice.optional(),
  /** The page it was written on, for the intake (I1); as in `openRequest`. */
  pageUrl: openRequest.shape.pageUrl,
});
export const messageResponse = z.object({
  message: customerMessageView,
  replies: z.array(eventView),
  seq: z.int(),
});
export const feedbackRequest = z.strictObject({ seq: z.int().positive(), helpful: z.boolean() });
export const handoffRequest = z.strictObject({
  action: z.enum(['request', 'leave', 'tell-at-opening']).default('request'),
  /** As with a message. */
  pageUrl: openRequest.shape.pageUrl,
});
export const surveyRequest = z.strictObject({
  /** From 1, very dissatisfied, to 5, very satisfied. */
  score: surveyScoreSchema,
  /** 1 to 500 characters, masked like any message; left out when there is none. */
  comment: z.string().max(2000).optional(),
});
/** Answer of feedback, handoff and survey: what was appended. */
export const eventsResponse = z.object({ events: z.array(eventView), seq: z.int() });

/** `POST /faq`: one question without a conversation, for when none can be kept (H7). */
export const faqRequest = z.strictObject({
  text: z.string().max(4000),
  choice: choice.optional(),
});
export const replyView = botMessageView.omit({ seq: true, at: true, replyTo: true, helpful: true });
export const faqResponse = z.object({ replies: z.array(replyView) });
export type FaqResponse = z.infer<typeof faqResponse>;

export const suggestResponse = z.object({ q: z.string(), suggestions: z.array(choiceView) });

// ---- agents ----
export const agentView = z.object({ id: z.string(), name: z.string(), role: agentRoleSchema });
export const sessionRequest = z.strictObject({ id: z.string().max(64), password: z.string().max(200) });
/** `token` is for programs (`Authorization: Bearer`); browsers use the cookie and `X-CSRF-Token: csrfToken`. */
export const sessionResponse = z.object({
  agent: agentView,
  csrfToken: z.string(),
  token: z.string(),
  expiresAt: isoInstant,
});
export const customerView = z.object({
  loggedIn: z.boolean(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  role: z.string().nullable(),
  plan: z.string().nullable(),
  trialStartedOn: z.string().nullable(),
});
export const queueItem = z.object({
  conversationId: z.string(),
  state: deskStateSchema,
  customer: customerView,
  waitingSince: isoInstant.nullable(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  closesOn: z.string().nullable(),
  lastMessage: z
    .object({ from: z.enum(['customer', 'bot', 'agent']), text: z.string(), at: isoInstant })
    .nullable(),
  /** True when the customer wrote last. */
  unanswered: z.boolean(),
  seq: z.int(),
});
export type QueueItem = z.infer<typeof queueItem>;
/**
 * `GET /agent/queue`: waiting first, longest wait first; then claimed, then answered. `now` is the
 * server's clock, which waiting times are counted by: a PC's own clock may be wrong, or the server's set.
 */
export const queueResponse = z.object({
  conversations: z.array(queueItem),
  office: officeView,
  now: isoInstant.optional(),
});
export type QueueResponse = z.infer<typeof queueResponse>;
/** `GET /agent/conversations`: those that were ever at the desk, the newest change of their state first. */
export const historyRequest = z.strictObject({
  state: z.enum(['closed', 'all']).default('closed'),
  /** Words between blanks, all of which must occur; longer than any name or sentence to look for. */
  q: z.string().max(200).default(''),
});
export type HistoryRequest = z.infer<typeof historyRequest>;
export const historyResponse = z.object({
  ...queueResponse.shape,
  /** True when older conversations were not looked at; more or other words find further back. */
  olderNotSearched: z.boolean(),
});
export type HistoryResponse = z.infer<typeof historyResponse>;
/**
 * `GET /agent/events` sends `event: snapshot` (a queueResponse) on connecting, `event: item` (a
 * queueItem) on each change, `event: office` (an officeView), and `event: ping`, which a program answers
 * with any request: an agent whose program stays silent is taken to be gone. A conversation that left the desk
 * comes as an item whose state is `bot` or `closed`.
 */

export const reasonView = z.object({
  rule: z.string(),
  confidence: z.number().nullable(),
  candidates: z.array(z.object({ id: z.string(), score: z.number(), confidence: z.number() })),
});
/** As the agent sees an event: the bot's messages carry why. */
export const agentEventView = z.union([
  customerMessageView,
  botMessageView.extend({ reason: reasonView.nullable() }),
  agentMessageView.extend({ agentId: z.string() }),
  statusView,
  feedbackView,
  surveyAskedView,
  surveyView,
  redactedView,
]);
export type AgentEventView = z.infer<typeof agentEventView>;
export const noteView = z.object({
  at: isoInstant,
  agentId: z.string(),
  agentName: z.string(),
  text: z.string(),
});
export const conversationView = z.object({
  ...queueItem.shape,
  pageUrl: z.string().nullable(),
  openedAt: isoInstant,
  intake: intakeSchema.nullable(),
  events: z.array(agentEventView),
  notes: z.array(noteView),
});
export type ConversationView = z.infer<typeof conversationView>;
export const agentMessageRequest = z.strictObject({
  clientMessageId,
  text: z.string().max(4000),
  /** Highest sequence number the agent has seen; 409 `customer-wrote` when the customer wrote after it. */
  seenSeq: z.int().nonnegative(),
});
export const agentMessageResponse = z.object({
  message: agentMessageView.extend({ agentId: z.string() }),
  seq: z.int(),
});
export const noteRequest = z.strictObject({ text: z.string().max(4000) });
export const transferRequest = z.strictObject({ agentId: z.string(), note: z.string().max(4000).optional() });
export const redactRequest = z.strictObject({ seq: z.int().positive(), rule: redactionRule });
export const agentsResponse = z.object({ agents: z.array(agentView) });

/** RFC 9457. `code` is stable. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
});
