import type { BotMessage, Conversation } from '../../domain/conversation.ts';
import { personHolds } from '../../domain/ticket.ts';
import { AppError } from '../../errors.ts';
import { wordingText } from '../../knowledge/wording-text.ts';
import { choicesOf, reply } from '../../domain/reply.ts';
import { personButton } from '../scene.ts';
import type { Turn } from '../turn.ts';

/** How many other articles are offered to whom an answer did not help. */
const otherArticles = 3;

/**
 * Keeps whether an answer helped. When it did not: the nearest other articles, and a person when one
 * is there. The same feedback twice changes nothing; another one replaces it.
 * @throws AppError 422 `not-an-answer` when `on` is no message of the bot.
 */
export const giveFeedback = (turn: Turn, feedback: { on: number; helpful: boolean }): Conversation => {
  const { conversation } = turn;
  const answer = conversation.events[feedback.on - 1];
  if (answer?.type !== 'bot-message') {
    throw new AppError({ code: 'not-an-answer', status: 422, message: 'seq is not a message of the bot' });
  }
  if (feedbackOn(conversation, feedback.on) === feedback.helpful) return conversation;
  turn.record({ type: 'feedback', ...feedback });
  // A person who holds the conversation is the better help; the bot stays silent then.
  if (!feedback.helpful && !personHolds(conversation.desk.state)) offerOthers(turn, answer);
  return turn.conversation;
};

/** The customer's latest feedback on an event; null when there is none. */
export const feedbackOn = (conversation: Conversation, on: number): boolean | null => {
  const given = conversation.events.findLast((event) => event.type === 'feedback' && event.on === on);
  return given?.type === 'feedback' ? given.helpful : null;
};

const offerOthers = (turn: Turn, answer: BotMessage): void => {
  const { knowledge } = turn.setting.brain;
  const related = answer.articleId ? (knowledge.articles.get(answer.articleId)?.related ?? []) : [];
  const candidates = (answer.reason?.candidates ?? []).map((candidate) => candidate.id);
  const others = [...new Set([...candidates, ...related])].filter((id) => id !== answer.articleId);
  turn.say([
    reply('notice', wordingText(knowledge, 'feedback-sorry'), {
      choices: choicesOf(knowledge, others).slice(0, otherArticles),
      quickReplies: personButton(turn.setting),
    }),
  ]);
};
