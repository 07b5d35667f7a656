import { topicIds } from '../../../domain/decision.ts';
import type { Rule } from '../rule.ts';

/** The 13 topics of the support policy (table O) must each be recognised by a file. */
export const missingTopics: Rule = ({ sources: { topics } }) =>
  topicIds
    .filter((id) => topics.every(({ value }) => value.topic !== id))
    .map((id) => ({
      file: `intents/out-of-scope/${id}.yaml`,
      line: 1,
      message: 'このファイルがないか、読めません。対象外の話題は13種類すべてが必要です。',
      severity: 'error',
    }));
