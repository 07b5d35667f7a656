import type { Brain } from '../../conversation/brain.ts';
import { changeKinds, type ChangeKind } from './change-kind.ts';
import { changeBetween } from './change.ts';
import { outcomeOf, type Asker, type Outcome } from './outcome.ts';
import type { ImpactQuestion } from './questions.ts';
import { verdictOn, type Verdict } from './verdict.ts';

export interface Changed extends ImpactQuestion {
  change: ChangeKind;
  before: Outcome;
  after: Outcome;
  verdict: Verdict;
}

export interface Impact {
  /** Different questions that were asked of both sides. */
  questions: number;
  /** How often customers had asked them. */
  asked: number;
  /** The gravest kind of change first; within a kind the most asked, then in the order given. */
  changes: Changed[];
}

export interface Sides {
  before: Brain;
  after: Brain;
}

/**
 * Asks every question of both sides. 10,000 take some 6 s of processor time, so `pause` is awaited
 * between any two of them for a server that has customers to serve.
 */
export const compareSides = async (
  { before, after }: Sides,
  { asker, questions }: { asker: Asker; questions: readonly ImpactQuestion[] },
  pause: () => Promise<void>,
): Promise<Impact> => {
  const changes: Changed[] = [];
  for (const question of questions) {
    const outcomes = {
      before: outcomeOf(before, asker, question.text),
      after: outcomeOf(after, asker, question.text),
    };
    const change = changeBetween(outcomes.before, outcomes.after);
    if (change !== null)
      changes.push({ ...question, change, ...outcomes, verdict: verdictOn(question.expected, outcomes) });
    await pause();
  }
  const asked = questions.reduce((sum, question) => sum + question.asked, 0);
  return { questions: questions.length, asked, changes: gravestFirst(changes) };
};

const gravestFirst = (changes: readonly Changed[]): Changed[] =>
  changes.toSorted(
    (left, right) =>
      changeKinds.indexOf(left.change) - changeKinds.indexOf(right.change) || right.asked - left.asked,
  );
