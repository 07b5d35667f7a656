import type { Knowledge } from '../domain/knowledge.ts';
import type { Analysis, Understanding } from '../domain/understanding.ts';
import type { Thresholds } from '../policy/decide.ts';

/** What a turn needs of the knowledge and its index; swapped whole at a reload, so one turn sees one version. */
export interface Brain {
  readonly knowledge: Knowledge;
  readonly thresholds: Thresholds;
  /** The words of a text alone: a tenth of what understanding it takes. */
  analyse(text: string): Analysis;
  /** `previousArticleId`: the article that was answered right before, for follow-ups. */
  understand(text: string, previousArticleId: string | null): Understanding;
  /** Ids of the articles to suggest for a beginning of a question, best first. */
  suggest(beginning: string): string[];
}

/** Where the present Brain is found. */
export interface BrainSource {
  current(): Brain;
}
