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

/** Something in a conversation that is counted, with its ISO date and its hour (0 to 23) in Japan. */
export type Occurrence = { date: string; hour: number } & (
  | { kind: 'conversation' }
  | { kind: 'question'; outcome: QuestionOutcome; topic: TopicId | null }
  /** The customer joined the queue. */
  | { kind: 'queued' }
  /** The customer left the queue before anybody came. */
  | { kind: 'left' }
  /** From joining the queue to the claim; ms since the epoch, since office hours may be mended afterwards. */
  | { kind: 'waited'; since: number; until: number }
  /** A person's first answer since the customer joined the queue. */
  | { kind: 'served' }
  | { kind: 'feedback'; helpful: boolean }
  /** The survey's answer, 1 to 5 (N7). */
  | { kind: 'score'; score: number }
);
