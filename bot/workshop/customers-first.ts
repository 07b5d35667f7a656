import { setImmediate } from 'node:timers/promises';
import { pauseAfter } from '../understanding/pause.ts';

/**
 * Longest stretch of counting before customers have a turn (ms). A customer's turn takes some ten rounds of the event
 * loop, and several editors may look at once. Sane: 1 to 10.
 */
const sliceMs = 2;

/** A pause for work that goes on beside customers: awaited often, it gives them a turn when the slice is over. */
export const customersFirst = (): (() => Promise<void>) =>
  pauseAfter(
    sliceMs,
    () => performance.now(),
    () => setImmediate(),
  );
