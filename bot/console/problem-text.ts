import { problemText as sharedProblemText } from '../browser/problem-text.ts';
import type { Problem } from '../browser/problem.ts';
import { labels } from './labels.ts';

const byStatus: Readonly<Record<number, string>> = {
  404: labels.problem.notFound,
  409: labels.problem.changed,
};

/** One Japanese sentence, with what to do next, for a call that did not succeed. */
export const problemText = (problem: Problem): string => {
  if (problem.code === 'already-claimed' && problem.ownerName !== null) {
    return labels.refusal['already-claimed'](problem.ownerName);
  }
  return sharedProblemText(problem, byStatus);
};
