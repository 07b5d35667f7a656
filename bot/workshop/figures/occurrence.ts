import type { TopicId } from '../../domain/decision.ts';

/** What the bot made of a question that somebody typed. */
export const questionOutcomes = [
  'answered',
  'clarified',
  'refused',
  'fallback',
  'person',
  'smalltalk',
] as const;
export type QuestionOutcome = (typeof questionOutcomes)[number];

/** What a conversation came to in the end, of those in which the bot was asked something. */
export const endings = ['solved', 'person', 'refused', 'unhelpful', 'unanswered'] as const;
export type Ending = (typeof endings)[number];

/** Something in a conversation that is counted. */
export type Occurrence = { at: Date } & (
  | { kind: 'conversation' }
  | { kind: 'question'; outcome: QuestionOutcome; topic: TopicId | null; articleId: string | null }
  /** The customer joined the queue. */
  | { kind: 'queued' }
  /** The customer left the queue before anybody came. */
  | { kind: 'left' }
  /** Staffed minutes (H3) from joining the queue to the claim. */
  | { kind: 'waited'; minutes: number }
  /** A person's first answer since the customer joined the queue. */
  | { kind: 'served' }
  | { kind: 'feedback'; helpful: boolean; articleId: string | null }
  /** The survey's answer, 1 to 5 (N7). */
  | { kind: 'score'; score: number }
  | { kind: 'ended'; as: Ending }
);
