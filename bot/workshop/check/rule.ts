import type { Knowledge } from '../../domain/knowledge.ts';
import type { Analysis, Understanding } from '../../domain/understanding.ts';
import type { Finding } from '../../knowledge/finding.ts';
import type { KnowledgeSources } from '../../knowledge/sources.ts';
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

/** A rule that takes its time over it, or loads what it needs. */
export type SlowRule = (input: CheckInput) => Promise<Finding[]>;

/** The files as they would serve if everything in them were approved. */
export interface Trial extends CheckInput {
  knowledge: Knowledge;
  understand: (question: string) => Understanding;
  /** The words of a text alone. */
  analyse: (text: string) => Analysis;
}

/** A rule that asks questions and looks what is recognised; only for files that load. */
export type TrialRule = (trial: Trial) => Finding[];
