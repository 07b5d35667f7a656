import type { Conversation } from '../domain/conversation.ts';
import { judgedReply } from './figures/question-outcome.ts';

/** What customers typed since then and the bot judged, masked as it was stored; what was removed is left out. */
export const recentQuestions = async (
  conversations: AsyncIterable<Conversation>,
  since: Date,
): Promise<string[]> => {
  const questions: string[] = [];
  for await (const conversation of conversations) {
    for (const event of conversation.events) {
      if (event.type !== 'customer-message' || event.choice !== undefined || event.text === '') continue;
      if (new Date(event.at) >= since && judgedReply(conversation, event)) questions.push(event.text);
    }
  }
  return questions;
};
