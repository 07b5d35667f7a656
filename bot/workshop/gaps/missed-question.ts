import type { BotMessage, Conversation, CustomerMessage } from '../../domain/conversation.ts';
import { judgedReply } from '../figures/question-outcome.ts';
import type { MissReason } from './miss-reason.ts';

/** A question that was asked and not well answered; masked, as it was stored. */
export interface MissedQuestion {
  text: string;
  at: string;
  conversationId: string;
  why: MissReason;
  /** The article that was nearest, and how sure the bot was of it; null when there was none. */
  nearest: { articleId: string; confidence: number } | null;
}

/**
 * The questions of a conversation without a good answer: nothing was found; the bot asked back and nobody
 * picked; or the answer was called unhelpful. Refusals are meant and no gap. Removed messages have no text.
 */
export const missedQuestions = (conversation: Conversation): MissedQuestion[] =>
  conversation.events.flatMap((event) => {
    if (event.type !== 'customer-message' || event.choice !== undefined || event.text === '') return [];
    const why = reasonOf(conversation, event);
    const reply = judgedReply(conversation, event)?.reply;
    if (!why || !reply) return [];
    const { text, at } = event;
    return [{ text, at, conversationId: conversation.id, why, nearest: nearestOf(reply) }];
  });

const reasonOf = (conversation: Conversation, message: CustomerMessage): MissReason | null => {
  const judged = judgedReply(conversation, message);
  if (judged?.outcome === 'fallback') return 'fallback';
  if (judged?.outcome === 'clarified')
    return wasPicked(conversation, message.repliesUpTo) ? null : 'clarified';
  if (judged?.outcome === 'answered') return isUnhelpful(conversation, judged.reply.seq) ? 'unhelpful' : null;
  return null;
};

/** Whether the next thing the customer wrote is a pick. */
const wasPicked = ({ events }: Conversation, after: number): boolean => {
  const next = events.slice(after).find((event) => event.type === 'customer-message');
  return next?.type === 'customer-message' && next.choice !== undefined;
};

const isUnhelpful = ({ events }: Conversation, seq: number): boolean => {
  const rated = events.findLast((event) => event.type === 'feedback' && event.on === seq);
  return rated?.type === 'feedback' && !rated.helpful;
};

const nearestOf = ({ articleId, reason }: BotMessage): MissedQuestion['nearest'] => {
  const best = reason?.candidates[0];
  if (best) return { articleId: best.id, confidence: best.confidence };
  return articleId === null ? null : { articleId, confidence: 0 };
};
