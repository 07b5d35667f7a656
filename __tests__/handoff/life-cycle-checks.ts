import { isDeepStrictEqual } from 'node:util';
import { blocksToText } from '../../bot/domain/blocks.ts';
import type { Conversation, ConversationEvent } from '../../bot/domain/conversation.ts';
import { personHolds } from '../../bot/domain/ticket.ts';
import { agents, type Model, type ModelConversation } from './life-cycle-model.ts';
import type { Program } from './life-cycle-program.ts';

/** The real side: the program, the conversations by the model's index, and how each was at the last look. */
export interface Real {
  program: Program;
  ids: readonly string[];
  before: Map<string, Conversation>;
}

const isStatus = (event: ConversationEvent) => event.type === 'status';

/** Only what was appended is new: nothing that was there has changed or gone. */
const nothingLost = (now: Conversation, before: Conversation): void => {
  expect(now.events.every(({ seq }, at) => seq === at + 1)).toBe(true);
  // Compared as a whole thousands of times, where the framework's own comparison is slow.
  const kept = {
    events: now.events.slice(0, before.events.length),
    notes: now.notes.slice(0, before.notes.length),
  };
  expect(isDeepStrictEqual(kept, { events: before.events, notes: before.notes })).toBe(true);
};

/** While a person has it, or will, the bot answers nothing; notices of the desk are no answers. */
const botSilent = (now: Conversation, before: Conversation): void => {
  if (!personHolds(before.desk.state) || !personHolds(now.desk.state)) return;
  const said = now.events.slice(before.events.length).filter(({ type }) => type === 'bot-message');
  expect(said.filter((event) => event.type === 'bot-message' && event.kind !== 'notice')).toEqual([]);
};

/** The date of closing stands in the transcript since the last answer, in the customer's own words. */
const closingDateShown = (now: Conversation): void => {
  const { closesOn, state } = now.desk;
  if (state !== 'answered' || closesOn === null) return;
  const lastReply = now.events.findLastIndex((event) => event.type === 'customer-message');
  const shown = now.events
    .slice(lastReply + 1)
    .filter(isStatus)
    .findLast(({ cause }) => cause === 'answer');
  const [month, day] = [Number(closesOn.slice(5, 7)), Number(closesOn.slice(8))];
  expect(shown ? blocksToText(shown.blocks) : '').toContain(`${month}月${day}日`);
};

const surveysFit = (now: Conversation, model: ModelConversation): void => {
  const asked = now.events.filter((event) => event.type === 'survey-asked');
  const answers = now.events.filter((event) => event.type === 'survey');
  expect([asked.length, answers.length]).toEqual([model.surveysAsked, model.surveysAnswered]);
  const answered = answers.map(({ on }) => on);
  expect(new Set(answered).size).toBe(answered.length);
  expect(asked.map(({ seq }) => seq)).toEqual(expect.arrayContaining(answered));
};

const asModelled = (now: Conversation, model: ModelConversation): void => {
  const { state, agentId, closesOn } = now.desk;
  expect(state).toBe(model.state);
  const holder = state === 'claimed' || state === 'answered' ? agentId : null;
  expect(holder).toBe(model.holder === null ? null : agents[model.holder]?.id);
  expect(closesOn).toBe(model.closesOn);
  const written = now.events.flatMap((event) =>
    event.type === 'customer-message' || event.type === 'agent-message' ? [event.text] : [],
  );
  expect(written).toEqual(model.written);
};

/** Everything that must hold after every step. */
export const checkAll = async (model: Readonly<Model>, real: Real): Promise<void> => {
  expect(real.program.failures).toEqual([]);
  for (const [index, id] of real.ids.entries()) {
    const now = await real.program.load(id);
    const before = real.before.get(id) ?? now;
    nothingLost(now, before);
    botSilent(now, before);
    closingDateShown(now);
    surveysFit(now, model.at(index));
    asModelled(now, model.at(index));
    real.before.set(id, now);
  }
  const listed = await real.program.desk.list();
  const waiting = listed.filter(({ desk }) => desk.state === 'waiting').map(({ id }) => real.ids.indexOf(id));
  expect(waiting).toEqual(model.queue);
};
