import { z } from 'zod';
import { deskStateSchema, surveyScoreSchema } from './conversation.ts';

/**
 * Webhooks after the Standard Webhooks specification: what happens at the desk, told to other programs.
 * An event holds ids, states and agents, and never what somebody wrote: the text of a message is read from
 * its conversation when it is sent, to those endpoints that ask for it, so that what staff removed (N4) or
 * what was deleted meanwhile goes nowhere.
 */

const instant = z.iso.datetime({ offset: true });

export const webhookTypeSchema = z.enum([
  'conversation.waiting',
  'conversation.claimed',
  'message',
  'conversation.closed',
  'survey',
]);
export type WebhookType = z.infer<typeof webhookTypeSchema>;

const place = {
  conversationId: z.string(),
  /** The event's number in its conversation; with the id it names the event for ever. */
  seq: z.int().positive(),
  /** Where the conversation stands after the change. */
  state: deskStateSchema,
  /** Who has the conversation, or had it last; null when nobody did. */
  agent: z.strictObject({ id: z.string(), name: z.string().nullable() }).nullable(),
};

const eventOf = <Type extends WebhookType, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({
    type: z.literal(type),
    /** When it happened; an attempt's own time is in its headers. */
    timestamp: instant,
    data: z.strictObject({ ...place, ...shape }),
  });

export const webhookEventSchema = z.discriminatedUnion('type', [
  eventOf('conversation.waiting', { cause: z.enum(['request', 'release']) }),
  eventOf('conversation.claimed', { cause: z.enum(['claim', 'transfer']) }),
  eventOf('message', { from: z.enum(['customer', 'agent']) }),
  eventOf('conversation.closed', { cause: z.enum(['close', 'expire']) }),
  eventOf('survey', { score: surveyScoreSchema }),
]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** A secret as the specification writes it: `whsec_` and base64 of 24 to 64 random bytes. */
const secretSchema = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/);

export const endpointSchema = z.strictObject({
  id: z.string().regex(/^we_[a-z0-9]{8,32}$/),
  url: z.url({ protocol: /^https?$/ }),
  /** What it wants to hear of. */
  events: z.array(webhookTypeSchema).min(1),
  /** Whether messages and comments come with their text, masked as it is everywhere. */
  withText: z.boolean(),
  /** Kept as it is, since signing takes it. */
  secret: secretSchema,
  /** Rotated away, and signing beside the new one until then. */
  oldSecrets: z.array(z.strictObject({ secret: secretSchema, until: instant })),
  createdAt: instant,
  /** When it answered 410 Gone; null while it is served. */
  disabledAt: instant.nullable(),
});
export type WebhookEndpoint = z.infer<typeof endpointSchema>;

/** One event on its way to one endpoint. */
export const deliverySchema = z.strictObject({
  /** The header `webhook-id`: the same at every attempt, so that a receiver can tell a repetition. */
  id: z.string().regex(/^msg_[A-Za-z0-9_-]{16,64}$/),
  endpointId: z.string(),
  event: webhookEventSchema,
  /** Where its three days begin: when it became due, or was asked for again. */
  startedAt: instant,
  /** Attempts that have failed. */
  attempts: z.int().nonnegative(),
  /** When it may be tried; null when it was given up. */
  nextAt: instant.nullable(),
  /** Why the last attempt failed, as a code such as `status-500`. */
  lastFailure: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;
