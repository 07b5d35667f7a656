import type { Stores } from '../../bot/store/port.ts';

/** Stores of one adapter, fresh for one test. */
export interface Opened {
  stores: Stores;
  /** Closes the stores, when they are still open, and removes what they left. */
  dispose: () => Promise<void>;
}

/** `m0`, `m1` … */
export const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index}`);
