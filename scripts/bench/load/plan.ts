import { z } from 'zod';

/** What a process of customers is told to do. */
export const customersPlan = z.object({
  kind: z.literal('customers'),
  /** Of all instances. A customer writes through one and listens at another, where there are several. */
  urls: z.array(z.string()),
  /** Each with an open stream. */
  customers: z.int(),
  /** The host product's, signed. */
  identity: z.string(),
  seconds: z.number(),
  /**
   * `rate`: so many messages a second come, whatever becomes of them. `hands`: so many customers each write
   * their next message when the last was answered, which finds what the service can do.
   */
  pace: z.union([z.object({ rate: z.number() }), z.object({ hands: z.int() })]),
  /** Who ask for a person, each second. */
  handoffsPerSecond: z.number(),
  /** What is asked. */
  questions: z.array(z.string()),
});
export type CustomersPlan = z.infer<typeof customersPlan>;

/** What a process of agents is told to do. */
export const agentsPlan = z.object({
  kind: z.literal('agents'),
  urls: z.array(z.string()),
  /** One for each agent. */
  tokens: z.array(z.string()),
  seconds: z.number(),
});
export type AgentsPlan = z.infer<typeof agentsPlan>;

export const planSchema = z.discriminatedUnion('kind', [customersPlan, agentsPlan]);
export type Plan = z.infer<typeof planSchema>;

/** What a process has seen; times in ms. */
export const seenSchema = z.object({
  /** From sending a message to its acknowledgement. */
  acknowledged: z.array(z.number()),
  /** From sending a message to its arrival on the stream of its conversation. */
  delivered: z.array(z.number()),
  /** From an agent's claim to its arrival on the streams of the other agents. */
  claims: z.array(z.number()),
  /** Answers by what they were to, and status. */
  answers: z.record(z.string(), z.number()),
  /** Answers of 503 without Retry-After, connections that failed, streams that ended, what was lost or doubled. */
  errors: z.record(z.string(), z.number()),
});
export type Seen = z.infer<typeof seenSchema>;
