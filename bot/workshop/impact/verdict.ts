import type { Outcome } from './outcome.ts';
import type { Expectation } from './questions.ts';

/** Whether a change is for the better, as far as a golden question says what is right. */
export type Verdict = 'better' | 'worse' | 'neither';

export const verdictOn = (
  expected: Expectation | null,
  { before, after }: { before: Outcome; after: Outcome },
): Verdict => {
  if (expected === null) return 'neither';
  const gain = worth(expected, after) - worth(expected, before);
  if (gain === 0) return 'neither';
  return gain > 0 ? 'better' : 'worse';
};

/** 2: right; 1: the right one is offered, or a person has to find it; 0: wrong. */
const worth = (expected: Expectation, outcome: Outcome): number => {
  switch (expected.kind) {
    case 'article':
      return articleWorth(expected.article, outcome);
    case 'refusal':
      return outcome.kind === 'refuse' ? (outcome.target === expected.topic ? 2 : 1) : 0;
    case 'in-scope':
      return outcome.kind === 'refuse' ? 0 : 2;
    case 'no-article':
      return outcome.kind === 'answer' ? 0 : 2;
  }
};

const articleWorth = (article: string, { kind, target, choices }: Outcome): number => {
  if (kind === 'answer') return target === article ? 2 : 0;
  if (kind === 'clarify') return choices.includes(article) ? 1 : 0.5;
  return kind === 'refuse' ? 0 : 0.5;
};
