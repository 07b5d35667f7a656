import type { Conversation, ConversationEvent } from '../../domain/conversation.ts';
import type { Ending } from './occurrence.ts';
import { judgedReply, opensIntake, type Judged } from './question-outcome.ts';

/**
 * What a conversation came to; null when the bot was asked nothing but small talk, so that a greeting
 * neither helps nor hurts the share that is solved.
 *
 * `solved` is said only where the last thing asked was answered, nobody called the answer unhelpful, and no
 * person was asked for. Silence counts as solved, as it does elsewhere; who reads the figure is told so.
 */
export const endingOf = (conversation: Conversation): Ending | null => {
  const judged = conversation.events.flatMap((event) => {
    const found = event.type === 'customer-message' ? judgedReply(conversation, event) : null;
    return found && found.outcome !== 'smalltalk' ? [found] : [];
  });
  const last = judged.at(-1);
  if (!last) return null;
  const askedForPerson = judged.some(({ outcome }) => outcome === 'person') || conversation.events.some(asks);
  return askedForPerson ? 'person' : botEnding(conversation, last);
};

/** Pressed the button for a person, or came into the queue. */
const asks = (event: ConversationEvent): boolean =>
  (event.type === 'status' && event.cause === 'request') ||
  (event.type === 'bot-message' && opensIntake(event));

const botEnding = ({ events }: Conversation, { outcome, reply }: Judged): Ending => {
  if (outcome === 'refused') return 'refused';
  if (outcome !== 'answered') return 'unanswered';
  const rated = events.findLast((event) => event.type === 'feedback' && event.on === reply.seq);
  return rated?.type === 'feedback' && !rated.helpful ? 'unhelpful' : 'solved';
};
