import type { Decision } from '../../domain/decision.ts';
import { articleText, wordingText } from '../../knowledge/wording-text.ts';
import { choicesOf, reply, type Reply } from '../../domain/reply.ts';
import { personButton, reasonOf, type Scene } from '../scene.ts';
import { handoffRefusal } from './handoff.ts';

type Of<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

const answer = (decision: Of<'answer'>, scene: Scene): Reply[] => {
  const text = articleText(scene.knowledge, decision.articleId);
  if (!text) throw new Error(`article ${decision.articleId} was decided on but is not served`);
  const reason = reasonOf(scene, decision.rule, decision.confidence);
  return [reply('answer', text, { articleId: decision.articleId, reason })];
};

const clarify = (decision: Of<'clarify'>, scene: Scene): Reply[] => [
  reply('clarify', wordingText(scene.knowledge, 'clarify'), {
    choices: choicesOf(scene.knowledge, decision.choices),
    quickReplies: personButton(scene),
    reason: reasonOf(scene, decision.rule, decision.confidence),
  }),
];

const refuse = (decision: Of<'refuse'>, scene: Scene): Reply[] => [
  reply('refuse', wordingText(scene.knowledge, decision.wordingId), {
    topic: decision.topic,
    choices: choicesOf(scene.knowledge, decision.howToId ? [decision.howToId] : []),
    reason: reasonOf(scene, decision.rule, decision.confidence),
  }),
];

const smalltalk = (decision: Of<'smalltalk'>, scene: Scene): Reply[] => [
  reply('smalltalk', wordingText(scene.knowledge, decision.wordingId), {
    reason: reasonOf(scene, decision.rule, decision.confidence),
  }),
];

const fallback = (decision: Of<'fallback'>, scene: Scene): Reply[] => [
  reply('fallback', wordingText(scene.knowledge, decision.wordingId), {
    choices: choicesOf(scene.knowledge, decision.choices),
    quickReplies: personButton(scene),
    reason: reasonOf(scene, decision.rule, decision.confidence),
  }),
];

/**
 * The approved replies that carry out a decision. A handoff that may go ahead has none here: its
 * dialogue asks the first question (`dialogues/intake.ts`).
 */
export const respond = (decision: Decision, scene: Scene): Reply[] => {
  switch (decision.kind) {
    case 'answer':
      return answer(decision, scene);
    case 'clarify':
      return clarify(decision, scene);
    case 'refuse':
      return refuse(decision, scene);
    case 'smalltalk':
      return smalltalk(decision, scene);
    case 'fallback':
      return fallback(decision, scene);
    case 'handoff':
      return decision.outcome.outcome === 'queued'
        ? []
        : [handoffRefusal(decision.outcome, scene, decision.rule)];
  }
};
