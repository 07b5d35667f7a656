import { z } from 'zod';
import { intakeSchema } from '../../domain/conversation.ts';
import { queueItem } from './desk.ts';
import {
  agentMessageView,
  attachmentView,
  botMessageView,
  customerMessageView,
  feedbackView,
  redactedView,
  statusView,
  surveyAskedView,
  surveyView,
} from './events.ts';
import { clientMessageId, isoInstant, redactionRule } from './shared.ts';

/** One conversation as agents see it, and what they do with it. */

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
  attachmentView,
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
  /** Titles by the ids of articles that `events` speak of; without those that are served no more. */
  articleTitles: z.record(z.string(), z.string()),
});
export type ConversationView = z.infer<typeof conversationView>;
export const agentMessageRequest = z.strictObject({
  clientMessageId,
  text: z.string().max(4000),
  /** Highest sequence number the agent has seen; 409 `customer-wrote` when the customer wrote after it. */
  seenSeq: z.int().nonnegative(),
});
/** `seenSeq` as for a message: 409 `customer-wrote` when the customer wrote after it. Programs may leave it out. */
export const closeRequest = z.strictObject({ seenSeq: z.int().nonnegative().optional() });
export const agentMessageResponse = z.object({
  message: agentMessageView.extend({ agentId: z.string() }),
  seq: z.int(),
});
export const noteRequest = z.strictObject({ text: z.string().max(4000) });
export const transferRequest = z.strictObject({ agentId: z.string(), note: z.string().max(4000).optional() });
export const redactRequest = z.strictObject({ seq: z.int().positive(), rule: redactionRule });
