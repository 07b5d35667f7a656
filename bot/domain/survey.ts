import type { ConversationEvent, StatusEvent, SurveyAsked, SurveyEvent } from './conversation.ts';
import { redactionOf } from './redaction.ts';

/**
 * The survey at a closing (N7), from the events alone: asked once for each closing of what a person had
 * taken, answered once or never. It blocks nothing: who writes on reopens the conversation and can still
 * answer, until they ask for a person again, which makes it a question about the past.
 */

/** What the customer says of how they were served; the comment is masked already, null when there is none. */
export interface SurveyAnswer {
  score: number;
  comment: string | null;
}

/** Stable codes of the API. */
export type SurveyRefusal = 'survey-not-closed' | 'survey-not-offered' | 'survey-answered';

export type SurveyStep =
  | { step: 'take'; on: number }
  /** The same answer was given before: it is kept as it is. */
  | { step: 'repeat'; given: SurveyEvent }
  | { step: 'refuse'; code: SurveyRefusal };

type Events = readonly ConversationEvent[];

const isStatus = (event: ConversationEvent): event is StatusEvent => event.type === 'status';

const isClosing = (event: ConversationEvent): boolean => isStatus(event) && event.to === 'closed';

/** Whether a closing now is to be followed by the question: a person had it since the closing before. */
export const asksSurvey = (events: Events): boolean =>
  events
    .slice(events.findLastIndex(isClosing) + 1)
    .some((event) => isStatus(event) && event.cause === 'claim');

/** The question that stands since the last closing, or why there is none. */
const standing = (events: Events): SurveyAsked | SurveyRefusal => {
  const last = events.findLast((event) => isClosing(event) || (isStatus(event) && event.cause === 'request'));
  if (!last || !isClosing(last)) return 'survey-not-closed';
  const after = events.slice(last.seq);
  return after.find((event) => event.type === 'survey-asked') ?? 'survey-not-offered';
};

// What was removed from a comment is not kept, so that a retry of it can only be taken for the same.
const isSame = (events: Events, given: SurveyEvent, { score, comment }: SurveyAnswer): boolean =>
  given.score === score &&
  (redactionOf(events, given.seq) !== null ? comment !== null : given.comment === comment);

/** What becomes of an answer: the first to each question is kept, and the same once more is no second. */
export const surveyStep = (events: Events, answer: SurveyAnswer): SurveyStep => {
  const asked = standing(events);
  const given = events.findLast((event) => event.type === 'survey');
  // A retry may arrive after the customer has gone on to something else.
  const relevant = given && (typeof asked === 'string' || given.on === asked.seq) ? given : null;
  if (relevant && isSame(events, relevant, answer)) return { step: 'repeat', given: relevant };
  if (typeof asked === 'string') return { step: 'refuse', code: asked };
  return relevant ? { step: 'refuse', code: 'survey-answered' } : { step: 'take', on: asked.seq };
};
