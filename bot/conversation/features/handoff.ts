import type { HandoffOutcome } from '../../domain/decision.ts';
import { wordingText } from '../../knowledge/wording-text.ts';
import { choicesOf, reply, type Reply } from '../../domain/reply.ts';
import { reasonOf, type Scene } from '../scene.ts';

/** How many articles go along when no person can be fetched: "the FAQ's best help" (H8). */
const helpingChoices = 3;

type Refusal = Exclude<HandoffOutcome, { outcome: 'queued' }>;

/**
 * Why no person can be fetched, and the next step (E1–E3, H8). Never hides the bot's own help:
 * the best articles for what was asked go along.
 */
export const handoffRefusal = (outcome: Refusal, scene: Scene, rule: string): Reply => {
  const help = scene.understanding.articles.slice(0, helpingChoices).map((hit) => hit.id);
  const parts = { choices: choicesOf(scene.knowledge, help), reason: reasonOf(scene, rule, null) };
  if (outcome.outcome === 'not-eligible') {
    return reply('handoff', wordingText(scene.knowledge, outcome.wordingId), parts);
  }
  const text = wordingText(scene.knowledge, 'desk-closed', { opensAt: outcome.office.opensAtText });
  return reply('handoff', text, {
    ...parts,
    quickReplies: [{ label: '受付開始時に知らせてもらう', action: 'tell-at-opening' }],
  });
};
