import { z } from 'zod';
import { deskStateSchema } from '../../domain/conversation.ts';
import { officeView } from './office.ts';
import { isoInstant } from './shared.ts';

/** The desk's lists: what waits, who has what, and what was. */

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
    .object({
      from: z.enum(['customer', 'bot', 'agent']),
      /** Empty for an attachment. */
      text: z.string(),
      attachment: z.enum(['picture', 'csv-header']).optional(),
      at: isoInstant,
    })
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
  /**
   * The staffed intervals from the beginning of the longest wait to the end of today: how long somebody has
   * waited counts these only (H3), and goes on by itself between two answers.
   */
  staffed: z.array(z.object({ from: isoInstant, to: isoInstant })),
  /** ISO date on whose end a conversation closes that is answered now and not replied to (N6). */
  closesOnIfAnswered: z.iso.date(),
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
/** A customer of somebody at the desk types; stands for `forMs` unless it is said again. Nothing of it is kept. */
export const customerTyping = z.object({ conversationId: z.string(), forMs: z.int() });
/**
 * `GET /agent/events` sends `event: snapshot` (a queueResponse) on connecting, `event: item` (a
 * queueItem) on each change, `event: office` (an officeView), `event: typing` (a customerTyping), and `event: ping`, which a program answers
 * with any request: an agent whose program stays silent is taken to be gone. A conversation that left the desk
 * comes as an item whose state is `bot` or `closed`; one that was removed from the store as `event: gone`
 * (`{conversationId}`), whether it was ever at the desk or not.
 */
