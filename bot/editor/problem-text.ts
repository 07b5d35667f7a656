import { problemText as sharedProblemText } from '../browser/problem-text.ts';
import { Problem } from '../browser/problem.ts';
import { notFoundProblem, problemLabels } from './labels/shell.ts';

/** One Japanese sentence, with what to do next, for anything that did not succeed. */
export const problemText = (error: unknown): string => {
  if (!(error instanceof Problem)) throw error;
  return problemLabels[error.code] ?? sharedProblemText(error, { 404: notFoundProblem });
};
