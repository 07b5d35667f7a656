import type { Brain } from '../../conversation/brain.ts';
import { judge, settingFor } from '../../conversation/judge.ts';
import { respond } from '../../conversation/features/respond.ts';
import { intakeOpening } from '../../conversation/dialogues/intake.ts';
import { blocksToText, type Block } from '../../domain/blocks.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Decision } from '../../domain/decision.ts';
import { wordingText } from '../../knowledge/wording-text.ts';

/** What the bot makes of one question at the start of a conversation. */
export interface Outcome {
  kind: Decision['kind'];
  /** The article of an answer, the topic of a refusal, the wording of small talk; null for the others. */
  target: string | null;
  /** Ids of the articles offered to choose from, best first; of `clarify` alone. */
  choices: string[];
  confidence: number | null;
  /** One line that says what decided. */
  rule: string;
  /** What would be said. */
  blocks: Block[];
  /** The same as plain text. */
  reply: string;
}

/** Who asks, and when. */
export interface Asker {
  customer: Customer;
  now: Date;
}

export const outcomeOf = (brain: Brain, asker: Asker, question: string): Outcome => {
  const setting = settingFor(brain, asker.customer, asker.now);
  const { decision, scene } = judge(setting, asker.customer, { text: question, previousArticleId: null });
  const said = respond(decision, scene)[0] ?? wordingText(brain.knowledge, intakeOpening);
  return {
    kind: decision.kind,
    target: targetOf(decision),
    choices: decision.kind === 'clarify' ? decision.choices : [],
    confidence: 'confidence' in decision ? decision.confidence : null,
    rule: decision.rule,
    blocks: said.blocks,
    reply: blocksToText(said.blocks),
  };
};

const targetOf = (decision: Decision): string | null => {
  switch (decision.kind) {
    case 'answer':
      return decision.articleId;
    case 'refuse':
      return decision.topic;
    case 'smalltalk':
      return decision.wordingId;
    default:
      return null;
  }
};
