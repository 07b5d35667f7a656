import type { Pause } from './article-index.ts';

/**
 * A pause for slow work: gives the event loop a turn when the present slice lasted long enough.
 * @param sliceMs longest slice; the loop must never stop for 20 ms (issue 3)
 * @param now monotonic milliseconds
 * @param turn resolves after the event loop had a turn, such as `setImmediate`
 */
export const pauseAfter = (sliceMs: number, now: () => number, turn: () => Promise<void>): Pause => {
  let started = now();
  return async () => {
    if (now() - started < sliceMs) return;
    await turn();
    started = now();
  };
};
