import type { Knowledge } from '../../bot/domain/knowledge.ts';
import type { Understanding } from '../../bot/domain/understanding.ts';
import type { Finding } from '../../bot/knowledge/finding.ts';
import type { KnowledgeSources } from '../../bot/knowledge/sources.ts';
import type { Golden } from '../golden.ts';

export interface CheckInput {
  /** The files as they are now, approved or not: an editor wants to hear before approving. */
  sources: KnowledgeSources;
  golden: Golden;
  /** ISO date, Japan. */
  today: string;
}

/** One thing that `check` looks for; `[]` when all is well. */
export type Rule = (input: CheckInput) => Finding[];

/** The files as they would serve if everything in them were approved. */
export interface Trial extends CheckInput {
  knowledge: Knowledge;
  understand: (question: string) => Understanding;
}

/** A rule that asks questions and looks what is recognised; only for files that load. */
export type TrialRule = (trial: Trial) => Finding[];
