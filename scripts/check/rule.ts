import type { Finding } from '../../bot/knowledge/finding.ts';
import type { KnowledgeSources } from '../../bot/knowledge/sources.ts';

export interface CheckInput {
  /** The files as they are now, approved or not: an editor wants to hear before approving. */
  sources: KnowledgeSources;
  /** ISO date, Japan. */
  today: string;
}

/** One thing that `check` looks for; `[]` when all is well. */
export type Rule = (input: CheckInput) => Finding[];
