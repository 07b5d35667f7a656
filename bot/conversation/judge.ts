import type { Conversation } from '../domain/conversation.ts';
import type { Customer } from '../domain/customer.ts';
import type { Decision } from '../domain/decision.ts';
import type { Understanding } from '../domain/understanding.ts';
import { decide } from '../policy/decide.ts';
import { eligibility } from '../policy/eligibility.ts';
import { handoffOutcome } from '../policy/handoff-outcome.ts';
import { cutOff, officeState } from '../policy/office-hours.ts';
import type { Brain } from './brain.ts';
import type { Scene } from './scene.ts';
import type { TurnSetting } from './turn.ts';

export interface Judgement<Kind extends Decision = Decision> {
  decision: Kind;
  scene: Scene;
}

export interface Question {
  text: string;
  /** The article that was answered right before, for follow-ups. */
  previousArticleId: string | null;
}

/** Everything about the moment that a decision depends on besides the message. */
export const settingFor = (brain: Brain, customer: Customer, now: Date): TurnSetting => ({
  now,
  brain,
  office: officeState(now, brain.knowledge.calendar),
  eligibility: eligibility(customer, brain.knowledge.eligibility, now),
  cutOff: cutOff(now, brain.knowledge.calendar),
});

const sceneOf = (setting: TurnSetting, customer: Customer, understanding: Understanding): Scene => ({
  knowledge: setting.brain.knowledge,
  customer,
  office: setting.office,
  eligibility: setting.eligibility,
  understanding,
});

/** Understands a question and decides what to do with it. */
export const judge = (setting: TurnSetting, customer: Customer, question: Question): Judgement => {
  const { brain, office } = setting;
  const understanding = brain.understand(question.text, question.previousArticleId);
  const decision = decide(understanding, {
    eligibility: setting.eligibility,
    office,
    topics: brain.knowledge.topics,
    thresholds: brain.thresholds,
  });
  return { decision, scene: sceneOf(setting, customer, understanding) };
};

/** The decision on the button for a person. What was asked last tells which articles may help meanwhile (H8). */
export const handoffDecision = (
  setting: TurnSetting,
  conversation: Conversation,
): Judgement<Extract<Decision, { kind: 'handoff' }>> => {
  const asked = conversation.events.findLast((event) => event.type === 'customer-message');
  const understanding = setting.brain.understand(asked?.type === 'customer-message' ? asked.text : '', null);
  const outcome = handoffOutcome(setting.eligibility, setting.office);
  return {
    decision: { kind: 'handoff', outcome, rule: 'button for a person' },
    scene: sceneOf(setting, conversation.customer, understanding),
  };
};
