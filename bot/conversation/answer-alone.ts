import type { Customer } from '../domain/customer.ts';
import { messageText } from '../domain/message-text.ts';
import { reply, type Reply } from '../domain/reply.ts';
import { articleText, wordingText } from '../knowledge/wording-text.ts';
import { mask } from '../policy/personal-data/mask.ts';
import type { Brain } from './brain.ts';
import { respond } from './features/respond.ts';
import { judge, settingFor } from './judge.ts';

export interface LoneQuestion {
  text: string;
  /** An article picked from choices. */
  choice: string | null;
}

/**
 * Answers one question without a conversation: for when none can be kept (H7). Nothing is stored, no
 * follow-up is understood, and nobody can be handed to a person; who asks for one is told so.
 * @throws AppError 400 for a text that no message may have.
 */
export const answerAlone = (
  brain: Brain,
  asker: { customer: Customer; now: Date },
  question: LoneQuestion,
): Reply[] => {
  const { text } = mask(messageText(question.text));
  const picked = question.choice ? articleText(brain.knowledge, question.choice) : null;
  if (picked && question.choice) return [reply('answer', picked, { articleId: question.choice })];
  const setting = settingFor(brain, asker.customer, asker.now);
  const { decision, scene } = judge(setting, asker.customer, { text, previousArticleId: null });
  if (decision.kind === 'handoff') return [reply('notice', wordingText(brain.knowledge, 'outage'))];
  // The buttons of a reply act on a conversation, and there is none.
  return respond(decision, scene).map((said) => ({ ...said, quickReplies: [] }));
};
