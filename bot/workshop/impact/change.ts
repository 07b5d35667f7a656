import type { ChangeKind } from './change-kind.ts';
import type { Outcome } from './outcome.ts';

/** How the outcome of a question differs; null when the same is said in the same words. */
export const changeBetween = (before: Outcome, after: Outcome): ChangeKind | null => {
  if (before.kind === 'refuse' || after.kind === 'refuse') return refusalChange(before, after);
  if (before.kind === 'answer' && after.kind === 'answer') return answerChange(before, after);
  if (before.kind === 'answer') return 'lost';
  if (after.kind === 'answer') return 'gained';
  if (before.kind !== after.kind || before.target !== after.target) return 'other-reply';
  if (before.choices.join() !== after.choices.join()) return 'other-choices';
  return reworded(before, after);
};

const refusalChange = (before: Outcome, after: Outcome): ChangeKind | null => {
  if (before.kind !== 'refuse') return 'newly-refused';
  if (after.kind !== 'refuse') return 'no-longer-refused';
  return before.target === after.target ? reworded(before, after) : 'other-topic';
};

const answerChange = (before: Outcome, after: Outcome): ChangeKind | null =>
  before.target === after.target ? reworded(before, after) : 'other-answer';

const reworded = (before: Outcome, after: Outcome): ChangeKind | null =>
  before.reply === after.reply ? null : 'reworded';
