import { z } from 'zod';
import { attachmentContentSchema } from './attachment.ts';
import { blockSchema } from './blocks.ts';
import { customerSchema } from './customer.ts';
import { topicIdSchema, wordingRefSchema } from './decision.ts';

/**
 * A conversation is one aggregate. Everything that its customer may see is an event with a
 * contiguous sequence number from 1; resuming, order and idempotency all follow from that.
 * What only agents see (`notes`) is kept beside the events, so that the customer's numbers have no holes.
 */

/** Kinds of personal data that are masked (promises.md, "Personal data"). */
export const maskTypeSchema = z.enum([
  'my-number',
  'credit-card',
  'driver-license',
  'residence-card',
  'pension-number',
  'employment-insurance',
  'bank-account',
  'health-insurance',
  'email',
  'phone',
  'address',
]);
export type MaskType = z.infer<typeof maskTypeSchema>;

export const deskStateSchema = z.enum(['bot', 'waiting', 'claimed', 'answered', 'closed']);
export type DeskState = z.infer<typeof deskStateSchema>;

/** An approved article or wording offered to choose from; `title` is approved text. */
const choiceSchema = z.strictObject({ articleId: z.string(), title: z.string() });
export type Choice = z.infer<typeof choiceSchema>;

/** A button under a message. `send` posts its label as the customer's message; the others call the API. */
const quickReplySchema = z.strictObject({
  label: z.string(),
  action: z.enum(['send', 'handoff', 'leave-queue', 'tell-at-opening', 'skip']),
});
export type QuickReply = z.infer<typeof quickReplySchema>;

export const replyKindSchema = z.enum([
  'answer',
  'clarify',
  'refuse',
  'handoff',
  'smalltalk',
  'fallback',
  'notice',
  'dialogue',
]);
export type ReplyKind = z.infer<typeof replyKindSchema>;

/** Why the bot said this: for agents, editors and auditors, never shown to the customer. */
const reasonSchema = z.strictObject({
  rule: z.string(),
  confidence: z.number().nullable(),
  candidates: z.array(z.strictObject({ id: z.string(), score: z.number(), confidence: z.number() })),
});
export type ReplyReason = z.infer<typeof reasonSchema>;

const stamp = { seq: z.int().positive(), at: z.iso.datetime({ offset: true }) };

export const customerMessageSchema = z.strictObject({
  ...stamp,
  type: z.literal('customer-message'),
  /** Chosen by the client; a retry with it never makes a second message. */
  clientMessageId: z.string(),
  /** Already masked: what nobody may keep is never stored. */
  text: z.string(),
  masked: z.array(maskTypeSchema),
  /** Id of the article that was picked, when the message is a pick: part of what a retry must repeat. */
  choice: z.string().optional(),
  /** Sequence number of the last event that its turn appended, itself included: a retry is answered from it. */
  repliesUpTo: z.int().positive(),
});

export const botMessageSchema = z.strictObject({
  ...stamp,
  type: z.literal('bot-message'),
  /** Sequence number of the customer's message that this answers; null for notices. */
  replyTo: z.int().positive().nullable(),
  kind: replyKindSchema,
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
  articleId: z.string().nullable(),
  topic: topicIdSchema.nullable(),
  choices: z.array(choiceSchema),
  quickReplies: z.array(quickReplySchema),
  reason: reasonSchema.nullable(),
});

export const agentMessageSchema = z.strictObject({
  ...stamp,
  type: z.literal('agent-message'),
  clientMessageId: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  text: z.string(),
  masked: z.array(maskTypeSchema),
});

/** A change of the desk's state, with the approved line that the transcript shows for it. */
export const statusSchema = z.strictObject({
  ...stamp,
  type: z.literal('status'),
  from: deskStateSchema,
  to: deskStateSchema,
  cause: z.enum(['request', 'leave', 'claim', 'release', 'transfer', 'answer', 'close', 'expire', 'reopen']),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  wording: wordingRefSchema.nullable(),
  blocks: z.array(blockSchema),
});

export const feedbackSchema = z.strictObject({
  ...stamp,
  type: z.literal('feedback'),
  on: z.int().positive(),
  helpful: z.boolean(),
});

/** At the closing of what a person handled: the question whether it was well, in approved words (N7). */
export const surveyAskedSchema = z.strictObject({
  ...stamp,
  type: z.literal('survey-asked'),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
});

/** From 1, very dissatisfied, to 5, very satisfied (CSAT). */
export const surveyScoreSchema = z.int().min(1).max(5);

/** The customer's one answer to a survey, with the approved thanks that the transcript shows for it. */
export const surveySchema = z.strictObject({
  ...stamp,
  type: z.literal('survey'),
  /** Sequence number of the question. */
  on: z.int().positive(),
  score: surveyScoreSchema,
  /** Already masked; null when nothing was written, empty when staff removed it. */
  comment: z.string().nullable(),
  masked: z.array(maskTypeSchema),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
});

/** What the customer sent besides text (N3), with the client's own id as a message has it. */
export const attachmentSchema = z.strictObject({
  ...stamp,
  type: z.literal('attachment'),
  clientMessageId: z.string(),
  content: attachmentContentSchema,
  masked: z.array(maskTypeSchema),
});

export const redactedSchema = z.strictObject({
  ...stamp,
  type: z.literal('redacted'),
  on: z.int().positive(),
  rule: z.enum(['personal-data', 'inappropriate']),
  agentId: z.string(),
});

export const eventSchema = z.discriminatedUnion('type', [
  customerMessageSchema,
  botMessageSchema,
  agentMessageSchema,
  statusSchema,
  feedbackSchema,
  surveyAskedSchema,
  surveySchema,
  attachmentSchema,
  redactedSchema,
]);
export type ConversationEvent = z.infer<typeof eventSchema>;
export type CustomerMessage = z.infer<typeof customerMessageSchema>;
export type BotMessage = z.infer<typeof botMessageSchema>;
export type AgentMessage = z.infer<typeof agentMessageSchema>;
export type StatusEvent = z.infer<typeof statusSchema>;
export type SurveyAsked = z.infer<typeof surveyAskedSchema>;
export type SurveyEvent = z.infer<typeof surveySchema>;
export type Attachment = z.infer<typeof attachmentSchema>;

/** An event before it has its place and time. */
type Unplaced<E> = E extends unknown ? Omit<E, 'seq' | 'at'> : never;
export type NewEvent = Unplaced<ConversationEvent>;

export const noteSchema = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  agentId: z.string(),
  agentName: z.string(),
  text: z.string(),
});

/** What is asked before the handoff (I1); null = skipped. */
export const intakeSchema = z.strictObject({
  subject: z.string().nullable(),
  employeeNumber: z.string().nullable(),
  pageUrl: z.string().nullable(),
  whatWasDone: z.string().nullable(),
});
export type Intake = z.infer<typeof intakeSchema>;

/** Where the conversation stands with the desk. Times are ISO 8601. */
export const deskSchema = z.strictObject({
  state: deskStateSchema,
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  /** Start of the present wait; kept by a release, so that the old place in the queue comes back. */
  waitingSince: z.iso.datetime({ offset: true }).nullable(),
  claimedAt: z.iso.datetime({ offset: true }).nullable(),
  /** Last sign of life of the agent who holds it. */
  agentSeenAt: z.iso.datetime({ offset: true }).nullable(),
  /** Last answer by a person that the customer has not replied to (N6). */
  answeredAt: z.iso.datetime({ offset: true }).nullable(),
  /** ISO date on whose end it closes when nobody replies (N6). */
  closesOn: z.iso.date().nullable(),
  /** The customer asked, out of hours, to be told when the desk opens (H8). */
  tellAtOpening: z.boolean(),
});
export type Desk = z.infer<typeof deskSchema>;

export const conversationSchema = z.strictObject({
  id: z.string(),
  /** SHA-256 (hex) of the customer's bearer token; the token itself is never stored. */
  tokenHash: z.string(),
  customer: customerSchema,
  openedAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  pageUrl: z.string().nullable(),
  desk: deskSchema,
  intake: intakeSchema.nullable(),
  events: z.array(eventSchema),
  notes: z.array(noteSchema),
  /** The state of Botkit's dialogues; opaque to everything but `conversation/`. */
  dialogueState: z.record(z.string(), z.json()),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** The highest sequence number so far; 0 before the first event. */
export const lastSeq = (conversation: Conversation): number => conversation.events.length;

/** What the customer said or sent, which a person answers. */
export const isFromCustomer = (event: ConversationEvent): event is CustomerMessage | Attachment =>
  event.type === 'customer-message' || event.type === 'attachment';

/** Appends events in order, each with the next sequence number. The argument is not changed. */
export const append = (conversation: Conversation, at: Date, events: readonly NewEvent[]): Conversation => {
  const first = lastSeq(conversation) + 1;
  const placed = events.map((event, index) => ({ ...event, seq: first + index, at: at.toISOString() }));
  return {
    ...conversation,
    updatedAt: at.toISOString(),
    events: [...conversation.events, ...placed],
  };
};
