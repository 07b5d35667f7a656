import { sharedLabels } from './labels.ts';
import type { Problem } from './problem.ts';

const { problem: words } = sharedLabels;

const byStatus: Readonly<Record<number, string>> = {
  0: words.offline,
  401: words.unauthorised,
  403: words.forbidden,
  413: words.tooLarge,
};

/**
 * One Japanese sentence, with what to do next, for a call that did not succeed.
 * @param own what the program itself says of a status
 */
export const problemText = (problem: Problem, own: Readonly<Record<number, string>> = {}): string => {
  if (problem.code === 'storage-unavailable') return words.storage;
  if (problem.status === 429) return words.tooMany(problem.retryAfter);
  if (problem.status >= 500) return words.server;
  return own[problem.status] ?? byStatus[problem.status] ?? words.invalid;
};
