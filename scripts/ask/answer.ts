import { settingFor, judge, type Judgement } from '../../bot/conversation/judge.ts';
import type { Brain } from '../../bot/conversation/brain.ts';
import { intakeOpening } from '../../bot/conversation/dialogues/intake.ts';
import { respond } from '../../bot/conversation/features/respond.ts';
import { blocksToText } from '../../bot/domain/blocks.ts';
import type { Customer } from '../../bot/domain/customer.ts';
import type { Decision, TopicId, WordingRef } from '../../bot/domain/decision.ts';
import { wordingText } from '../../bot/knowledge/wording-text.ts';
import { mask } from '../../bot/policy/personal-data/mask.ts';

/** One line of `ask --json` (contracts.md, "Commands"). */
export interface Answered {
  text: string;
  kind: Decision['kind'];
  id: string | null;
  topic: TopicId | null;
  choices: string[];
  confidence: number | null;
  wording: WordingRef | null;
  reply: string;
  outcome?: 'queued' | 'closed' | 'not-eligible';
  /** Time for understanding and deciding. */
  micros: number;
}

export interface Asked {
  answered: Answered;
  judgement: Judgement;
}

/** Answers one question as the bot would at the start of a conversation; nothing is kept. */
export const answer = (brain: Brain, asker: { customer: Customer; now: Date }, text: string): Asked => {
  const setting = settingFor(brain, asker.customer, asker.now);
  const masked = mask(text).text;
  const started = process.hrtime.bigint();
  const judgement = judge(setting, asker.customer, { text: masked, previousArticleId: null });
  const micros = Math.round(Number(process.hrtime.bigint() - started) / 1000);
  const { decision, scene } = judgement;
  const said = respond(decision, scene)[0] ?? wordingText(brain.knowledge, intakeOpening);
  return {
    judgement,
    answered: {
      text,
      kind: decision.kind,
      id: idOf(decision),
      topic: decision.kind === 'refuse' ? decision.topic : null,
      choices: choicesOf(decision),
      confidence: 'confidence' in decision ? decision.confidence : null,
      wording: said.wording,
      reply: blocksToText(said.blocks),
      ...(decision.kind === 'handoff' ? { outcome: decision.outcome.outcome } : {}),
      micros,
    },
  };
};

const idOf = (decision: Decision): string | null => {
  switch (decision.kind) {
    case 'answer':
      return decision.articleId;
    case 'refuse':
    case 'smalltalk':
    case 'fallback':
      return decision.wordingId;
    default:
      return null;
  }
};

const choicesOf = (decision: Decision): string[] => {
  if (decision.kind === 'refuse') return decision.howToId ? [decision.howToId] : [];
  return 'choices' in decision ? decision.choices : [];
};
