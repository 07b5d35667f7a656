const FIRST_WAIT_MS = 1_000;
/** Sane range 10–60 s: longer and a customer waits for a server that is back. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Milliseconds to wait after `failures` (≥ 1) failures in a row: doubling, and half of it by chance,
 * so that the customers of a restarted server do not all come back in the same moment.
 * @param random a number in [0, 1)
 */
export const backoffMs = (failures: number, random: number): number => {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
};

/**
 * Milliseconds to wait when the server has asked for a time: never less than that, and up to half as much again
 * by chance, since it asks many at once for the same.
 * @param askedMs 0 when it has not asked
 */
export const waitMs = (failures: number, askedMs: number, random: number): number =>
  Math.max(Math.round(askedMs * (1 + random / 2)), backoffMs(failures, random));

/** Waits that can be cut short, when the network is back or the page is looked at again. */
export class Sleeper {
  #sleeping = new Set<() => void>();

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wakeUp = (): void => {
        clearTimeout(timer);
        this.#sleeping.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, ms);
      this.#sleeping.add(wakeUp);
    });
  }

  wake(): void {
    for (const wakeUp of this.#sleeping) wakeUp();
  }
}
