import { Problem } from '../../browser/problem.ts';
import { problemText } from '../problem-text.ts';
import type { Doing, Refusal } from '../state/state.ts';
import type { Context } from './context.ts';

/** Refusals that the conversation itself shows, because they change what the agent does next. */
const refusalOf = (problem: Problem, seenSeq: number, doing: Doing): Refusal | null => {
  if (problem.code === 'customer-wrote') return { code: 'customer-wrote', after: seenSeq, doing };
  if (problem.code === 'already-claimed' && problem.ownerName !== null) {
    return { code: 'already-claimed', ownerName: problem.ownerName };
  }
  return null;
};

/** Tells why a call about a conversation did not succeed. An ended session needs no words: the log-in form says it. */
export const reportRefusal = (
  { store, messages }: Context,
  { conversationId, doing }: { conversationId: string; doing: Doing },
  error: unknown,
): void => {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 401) return;
  const refusal = refusalOf(error, store.state().marks.get(conversationId) ?? 0, doing);
  if (refusal === null) messages.problem(problemText(error));
  else store.dispatch({ type: 'refused', conversationId, refusal });
};
