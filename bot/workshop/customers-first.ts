import { setImmediate } from 'node:timers/promises';
import { pauseAfter } from '../understanding/pause.ts';

/** Longest stretch of counting before customers have a turn (ms). Sane: 2 to 15. */
const sliceMs = 5;

/** A pause for work that goes on beside customers: awaited often, it gives them a turn when the slice is over. */
export const customersFirst = (): (() => Promise<void>) =>
  pauseAfter(
    sliceMs,
    () => performance.now(),
    () => setImmediate(),
  );
