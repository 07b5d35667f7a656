import { setTimeout as sleep } from 'node:timers/promises';

/** As long as the browser's own waits (ms). */
const PATIENCE_MS = 30_000;

/** Looks until it is so: what follows from an action comes when it comes. Fails with what was seen last. */
export const becomes = async (look: () => Promise<unknown>, wanted: unknown): Promise<void> => {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      expect(await look()).toEqual(wanted);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(50);
  }
};
