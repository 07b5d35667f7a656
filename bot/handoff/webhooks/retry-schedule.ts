import type { Delivery } from '../../domain/webhook.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Pauses after the first, second … failed attempt, as the Standard Webhooks specification suggests them. */
const pausesMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/**
 * Each pause is longer by up to this part, at random: what failed together must not come back together.
 * Below 0.4, so that the pauses still grow from each to the next.
 */
const jitter = 0.2;

/** A delivery is tried for three days. The last attempt is made when they are over. */
const patienceMs = 72 * hour;

/** The longest that a receiver's `Retry-After` is heeded: one that says a year would never be tried again. */
const mostRetryAfterMs = 24 * hour;

/** How long those that were given up can still be looked at and asked for again. */
export const failedKeptMs = 30 * 24 * hour;

/**
 * When a delivery is tried again whose attempt has failed at `now`; null when its three days are over.
 * `attempts` counts that one; `random` is from 0 to below 1.
 */
export const nextAttempt = (
  { startedAt, attempts }: Pick<Delivery, 'startedAt' | 'attempts'>,
  { now, random, retryAfterMs }: { now: Date; random: number; retryAfterMs: number | null },
): Date | null => {
  const end = Date.parse(startedAt) + patienceMs;
  if (now.getTime() >= end) return null;
  const pause = pausesMs[Math.min(attempts, pausesMs.length) - 1] ?? second;
  const asked = Math.min(retryAfterMs ?? 0, mostRetryAfterMs);
  const wait = Math.max(pause * (1 + jitter * random), asked);
  return new Date(Math.min(now.getTime() + wait, end));
};
