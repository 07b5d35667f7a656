import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** Looks until it is so: what follows from an action comes when it comes. The test's own time limit ends it. */
export const becomes = async (look: () => Promise<unknown>, wanted: unknown): Promise<void> => {
  while (!isDeepStrictEqual(await look(), wanted)) await sleep(50);
};
