import * as fc from 'fast-check';
import type { ConversationEvent, NewEvent, StatusEvent } from '../../bot/domain/conversation.ts';
import { asksSurvey, surveyStep } from '../../bot/domain/survey.ts';
import { nextState, type DeskAction } from '../../bot/domain/ticket.ts';

const at = '2026-11-24T02:00:00.000Z';
const text = { wording: { id: 'any', version: 1 }, blocks: [] };

const placed = (events: readonly NewEvent[]): ConversationEvent[] =>
  events.map((event, index) => ({ ...event, seq: index + 1, at }));

const became = (cause: DeskAction, to: StatusEvent['to']): NewEvent => ({
  type: 'status',
  from: 'bot',
  to,
  cause,
  agentId: null,
  agentName: null,
  ...text,
});

const handled = [became('request', 'waiting'), became('claim', 'claimed')];
const asked: NewEvent = { type: 'survey-asked', ...text };
const closed = [...handled, became('close', 'closed'), asked];
const answered = (on: number, score: number, comment: string | null = null): NewEvent => ({
  type: 'survey',
  on,
  score,
  comment,
  masked: [],
  ...text,
});
const stepOf = (events: readonly NewEvent[], score = 4, comment: string | null = null) =>
  surveyStep(placed(events), { score, comment });

describe('a closing is followed by the question (N7)', () => {
  test.each([
    ['when a person had the conversation', handled, true],
    ['also when they had given it back', [...handled, became('release', 'waiting')], true],
    ['not when nobody ever took it', [became('request', 'waiting')], false],
    [
      'not when a person had it before the last closing only',
      [...closed, became('reopen', 'bot'), became('request', 'waiting')],
      false,
    ],
  ])('%s', (_when, events, asks) => {
    expect(asksSurvey(placed(events))).toBe(asks);
  });
});

describe('an answer to the survey', () => {
  test.each([
    ['is taken after the closing', closed, { step: 'take', on: 4 }],
    [
      'is taken although the customer wrote on, which reopened it',
      [...closed, became('reopen', 'bot')],
      { step: 'take', on: 4 },
    ],
    ['is refused while a person has it', handled, { step: 'refuse', code: 'survey-not-closed' }],
    ['is refused where only the bot was', [], { step: 'refuse', code: 'survey-not-closed' }],
    [
      'is refused after a closing that nobody had handled',
      [became('request', 'waiting'), became('close', 'closed')],
      { step: 'refuse', code: 'survey-not-offered' },
    ],
    [
      'is refused once a person was asked for again',
      [...closed, became('reopen', 'bot'), became('request', 'waiting')],
      { step: 'refuse', code: 'survey-not-closed' },
    ],
    [
      'is refused when another was given',
      [...closed, answered(4, 3)],
      { step: 'refuse', code: 'survey-answered' },
    ],
    ['is no second one when it is the same', [...closed, answered(4, 4)], { step: 'repeat' }],
    [
      'is recognised as the same after the customer went on to another person',
      [...closed, answered(4, 4), became('reopen', 'bot'), ...handled],
      { step: 'repeat' },
    ],
    [
      'is taken anew after the next closing, the same or not',
      [...closed, answered(4, 4), became('reopen', 'bot'), ...closed],
      { step: 'take', on: 10 },
    ],
  ])('%s', (_promise, events, step) => {
    expect(stepOf(events)).toMatchObject(step);
  });

  test('is another one when only the comment differs', () => {
    expect(stepOf([...closed, answered(4, 4, '丁寧でした')], 4, '丁寧でした')).toMatchObject({
      step: 'repeat',
    });
    expect(stepOf([...closed, answered(4, 4, '丁寧でした')], 4)).toMatchObject({ code: 'survey-answered' });
  });

  test('is the same after staff removed its comment, which nobody can compare any more', () => {
    const removed: NewEvent = { type: 'redacted', on: 5, rule: 'personal-data', agentId: 'sato' };
    const events = [...closed, answered(4, 4, ''), removed];
    expect(stepOf(events, 4, '田中さんのこと')).toMatchObject({ step: 'repeat' });
    expect(stepOf(events, 4)).toMatchObject({ step: 'refuse' });
  });
});

const actions = ['request', 'leave', 'claim', 'release', 'answer', 'close', 'expire', 'reopen'] as const;

/** What the rules say in other words: carried along move by move instead of read from the events. */
interface Model {
  handled: boolean;
  closed: boolean;
  question: number | null;
  answers: Map<number, number>;
}

const play = (moves: readonly (DeskAction | number)[]): { events: ConversationEvent[]; model: Model } => {
  let state: StatusEvent['to'] = 'bot';
  let events: NewEvent[] = [];
  const model: Model = { handled: false, closed: false, question: null, answers: new Map() };
  const onDesk = (action: DeskAction): void => {
    const to = nextState(state, action);
    if (to === null) return;
    const asks = to === 'closed' && asksSurvey(placed(events));
    expect(asks).toBe(to === 'closed' && model.handled);
    state = to;
    events = [...events, became(action, to), ...(asks ? [asked] : [])];
    if (action === 'claim') model.handled = true;
    if (action === 'request') Object.assign(model, { closed: false, question: null });
    if (to === 'closed') {
      Object.assign(model, { handled: false, closed: true, question: asks ? events.length : null });
    }
  };
  const onAnswer = (score: number): void => {
    const step = surveyStep(placed(events), { score, comment: null });
    const { question, answers } = model;
    const mayAnswer = model.closed && question !== null && !answers.has(question);
    expect(step.step === 'take').toBe(mayAnswer);
    if (step.step !== 'take') return;
    answers.set(step.on, score);
    events = [...events, answered(step.on, score)];
  };
  for (const move of moves) {
    if (typeof move === 'number') onAnswer(move);
    else onDesk(move);
  }
  return { events: placed(events), model };
};

test('whatever happens at the desk, each closing is asked about once and answered once, the first answer kept', () => {
  const move = fc.oneof(fc.constantFrom<(DeskAction | number)[]>(...actions), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const { events, model } = play(moves);
      const given = events.filter((event) => event.type === 'survey');
      expect(new Map(given.map(({ on, score }) => [on, score]))).toEqual(model.answers);
      expect(given).toHaveLength(model.answers.size);
      for (const { on } of given) expect(events[on - 1]?.type).toBe('survey-asked');
    }),
    { numRuns: 300 },
  );
});
