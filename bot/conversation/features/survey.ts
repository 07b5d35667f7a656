import type { Conversation, MaskType } from '../../domain/conversation.ts';
import { surveyStep, type SurveyAnswer, type SurveyRefusal } from '../../domain/survey.ts';
import { AppError } from '../../errors.ts';
import { wordingText } from '../../knowledge/wording-text.ts';
import type { Turn } from '../turn.ts';

const reasons: Record<SurveyRefusal, string> = {
  'survey-not-closed': 'the survey can be answered once the conversation is closed',
  'survey-not-offered': 'there is no survey about a conversation that no person handled',
  'survey-answered': 'the survey about this closing was answered already; the first answer is kept',
};

/**
 * Keeps the customer's answer to the survey and thanks for it (N7). The same answer again changes nothing.
 * @throws AppError 409 `survey-not-closed`, `survey-not-offered` or `survey-answered`.
 */
export const takeSurvey = (turn: Turn, answer: SurveyAnswer & { masked: MaskType[] }): Conversation => {
  const taken = surveyStep(turn.conversation.events, answer);
  if (taken.step === 'refuse') {
    throw new AppError({ code: taken.code, status: 409, message: reasons[taken.code] });
  }
  if (taken.step === 'take') {
    const thanks = wordingText(turn.setting.brain.knowledge, 'survey-thanks');
    turn.record({ type: 'survey', on: taken.on, ...answer, ...thanks });
  }
  return turn.conversation;
};
