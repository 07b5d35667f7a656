import { intakeOpening } from '../../conversation/dialogues/intake.ts';
import type { BotMessage, Conversation, CustomerMessage } from '../../domain/conversation.ts';
import type { QuestionOutcome } from './occurrence.ts';

const outcomes: Partial<Record<BotMessage['kind'], QuestionOutcome>> = {
  answer: 'answered',
  clarify: 'clarified',
  refuse: 'refused',
  fallback: 'fallback',
  handoff: 'person',
  smalltalk: 'smalltalk',
};

export interface Judged {
  outcome: QuestionOutcome;
  reply: BotMessage;
}

/**
 * What the bot made of a message; null where it judged nothing: in a dialogue, or while a person holds the
 * conversation. Notices, such as that something was masked, are no judgement.
 */
export const judgedReply = (
  { events }: Conversation,
  { seq, repliesUpTo }: CustomerMessage,
): Judged | null => {
  for (const event of events.slice(seq, repliesUpTo)) {
    if (event.type !== 'bot-message') continue;
    const outcome = opensIntake(event) ? 'person' : outcomes[event.kind];
    if (outcome) return { outcome, reply: event };
  }
  return null;
};

/** True for the first question of the intake, which is the answer to whoever asks for a person and may have one. */
export const opensIntake = ({ wording }: BotMessage): boolean => wording.id === intakeOpening;
