import { z } from 'zod';
import { blockSchema } from '../../domain/blocks.ts';
import {
  deskStateSchema,
  maskTypeSchema,
  replyKindSchema,
  surveyScoreSchema,
} from '../../domain/conversation.ts';
import { topicIdSchema, wordingRefSchema } from '../../domain/decision.ts';
import { placed, redactionRule } from './shared.ts';

/** The events of a conversation as its customer sees them. */

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
export const pictureMediaTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
/** A picture, whose bytes `GET …/attachments/{attachmentId}` gives, or the names of a CSV's columns (N3). */
export const attachmentView = z.object({
  ...placed,
  type: z.literal('attachment'),
  clientMessageId: z.string(),
  kind: z.enum(['picture', 'csv-header']),
  /** Null for a CSV, and when staff removed it. Sizes in pixels, and in bytes as it is kept. */
  picture: z
    .object({
      id: z.string(),
      mediaType: z.enum(pictureMediaTypes),
      width: z.int(),
      height: z.int(),
      bytes: z.int(),
    })
    .nullable(),
  /** Null for a picture, and when staff removed them. */
  columns: z.array(z.string()).nullable(),
  masked: z.array(maskTypeSchema),
  redacted: redactionRule.nullable(),
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
  attachmentView,
  redactedView,
]);
export type EventView = z.infer<typeof eventView>;
export type BotMessageView = z.infer<typeof botMessageView>;
