import type { Understanding } from '../../bot/domain/understanding.ts';
import { decide } from '../../bot/policy/decide.ts';
import type { Situation } from '../../bot/policy/decide.ts';
import { answerAt, clarifyAt } from '../../bot/understanding/confidence.ts';
import type { Engine } from '../../bot/understanding/engine.ts';
import { understand } from '../../bot/understanding/understand.ts';

/** The desk is closed and the customer may ask: neither changes what is understood. */
const situationOf = ({ knowledge }: Engine): Situation => ({
  eligibility: { eligible: true },
  office: {
    open: false,
    reason: 'after-hours',
    until: '2026-11-24T10:00:00+09:00',
    opensAt: '2026-11-24T10:00:00+09:00',
    opensAtText: '11月24日(火)10:00',
  },
  topics: knowledge.topics,
  thresholds: { answerAt, clarifyAt },
});

/** From text to decision, as the bot does it. */
export const asker = (engine: Engine): ((question: string) => unknown) => {
  const situation = situationOf(engine);
  return (question) => {
    const understood: Understanding = understand(engine, question, { previousArticleId: null });
    return decide(understood, situation);
  };
};
