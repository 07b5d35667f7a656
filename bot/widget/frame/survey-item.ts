import type { Block } from '../../domain/blocks.ts';
import type { MaskType } from '../../domain/conversation.ts';
import type { EventView } from '../../web/wire.ts';
import type { RedactionRule } from './items.ts';

type EventOf<Type extends EventView['type']> = Extract<EventView, { type: Type }>;

/** What the log shows of the survey at a closing (N7): first the question, then, in its place, what was answered. */
export interface SurveyContent {
  type: 'survey';
  /** The question, or the thanks. */
  blocks: Block[];
  /** Null while an answer is awaited. */
  given: {
    score: number;
    comment: string | null;
    masked: MaskType[];
    redacted: RedactionRule | null;
  } | null;
}

export interface Surveys {
  /** Answers by the number of their question. */
  answers: ReadonlyMap<number, EventOf<'survey'>>;
  /** Questions after this number can still be answered. */
  openAfter: number;
}

/** A question is open from its closing on until the customer asks for a person again, as on the server. */
const openAfter = (events: readonly EventView[]): number => {
  const last = events.findLast(
    (event) => event.type === 'status' && (event.state === 'closed' || event.cause === 'request'),
  );
  return last?.type === 'status' && last.state === 'closed' ? last.seq : Number.POSITIVE_INFINITY;
};

export const surveysOf = (events: readonly EventView[]): Surveys => ({
  answers: new Map(events.flatMap((event) => (event.type === 'survey' ? [[event.on, event]] : []))),
  openAfter: openAfter(events),
});

/** Null for what was never answered and no longer can be: a question about the past only stands in the way. */
export const surveyContent = (
  asked: EventOf<'survey-asked'>,
  surveys: Surveys,
  redactions: ReadonlyMap<number, RedactionRule>,
): SurveyContent | null => {
  const answer = surveys.answers.get(asked.seq);
  if (!answer) {
    return asked.seq > surveys.openAfter ? { type: 'survey', blocks: asked.blocks, given: null } : null;
  }
  const { score, masked, blocks } = answer;
  const redacted = redactions.get(answer.seq) ?? answer.redacted;
  const comment = redacted ? null : answer.comment;
  return { type: 'survey', blocks, given: { score, comment, masked, redacted } };
};
