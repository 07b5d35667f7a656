import type { Conversation } from '../../domain/conversation.ts';
import { endingOf } from '../figures/ending.ts';
import type { Ending, Occurrence } from '../figures/occurrence.ts';
import { occurrencesOf } from '../figures/occurrences-of.ts';
import { usesOf, type Use } from '../gaps/article-use.ts';
import { missedQuestions, type MissedQuestion } from '../gaps/missed-question.ts';

/** What editors count of one conversation, and no more of it. */
export interface Digest {
  /** When it last changed; ms since the epoch. */
  changedAt: number;
  occurrences: readonly Occurrence[];
  /** What it came to, if it does not go on. */
  ending: Ending | null;
  missed: readonly MissedQuestion[];
  uses: readonly Use[];
}

export const digestOf = (conversation: Conversation): Digest => ({
  changedAt: Date.parse(conversation.updatedAt),
  occurrences: occurrencesOf(conversation),
  ending: endingOf(conversation),
  missed: missedQuestions(conversation),
  uses: usesOf(conversation),
});
