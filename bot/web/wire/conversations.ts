import { z } from 'zod';
import { surveyScoreSchema } from '../../domain/conversation.ts';
import { blockSchema } from '../../domain/blocks.ts';
import { wordingRefSchema } from '../../domain/decision.ts';
import { customerMessageView, eventView } from './events.ts';
import { noticeView, officeView } from './office.ts';
import { clientMessageId, isoInstant } from './shared.ts';

/** What customers send, and what they are answered. */

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

/** An article picked from `choices`. */
export const choice = z.string().regex(/^[a-z0-9-]{1,100}$/);
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
/**
 * The stream's `queue` event (without `id:`), sent while the customer waits and whenever it changes: the
 * place, 1 = next, and in approved words when a person may answer.
 */
export const queuePlace = z.object({
  position: z.int().positive(),
  waitText: z.string(),
  wording: wordingRefSchema,
  /** Null when no estimate can be given; counts staffed time only (H3). */
  range: z.object({ from: isoInstant, to: isoInstant }).nullable(),
});
export type QueuePlace = z.infer<typeof queuePlace>;
/** The stream's `typing` event (without `id:`): the agent types; stands for `forMs` unless it is said again. */
export const agentTyping = z.object({ agentName: z.string(), forMs: z.int() });
export type AgentTyping = z.infer<typeof agentTyping>;
/** The header row of a CSV; a picture is a body of its own, and names `clientMessageId` in the query. */
export const csvHeaderRequest = z.strictObject({
  clientMessageId,
  /** One row by the rules of CSV (RFC 4180), separated by commas. */
  header: z.string().max(16_000),
});
export const attachmentQuery = z.object({ clientMessageId });
/** Whether a picture or a header row can be sent now; `refusal` says why not, in approved words. */
export const attachmentRoomResponse = z.object({
  left: z.int(),
  refusal: z.object({ wording: wordingRefSchema, blocks: z.array(blockSchema) }).nullable(),
});
/** Answer of feedback, handoff, survey and attachments: what was appended. */
export const eventsResponse = z.object({ events: z.array(eventView), seq: z.int() });
