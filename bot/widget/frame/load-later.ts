import type * as later from './later/main.ts';

export type Later = typeof later;

let loading: Promise<Later> | null = null;
let attempts = 0;

/**
 * The second bundle, fetched once, when typing begins; a failed fetch is tried again at the next call.
 * The address is no literal, so that the bundler leaves it alone, and changes with each attempt,
 * since a browser may remember that a module could not be had.
 */
export const loadLater = (): Promise<Later> => {
  const address = `./later.js${attempts > 0 ? `?${attempts}` : ''}`;
  loading ??= import(address).catch((error: unknown) => {
    loading = null;
    attempts += 1;
    throw error;
  });
  return loading;
};
