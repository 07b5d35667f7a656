import type { Rule } from '../rule.ts';

/** Ways of asking for an article that is not there: it was renamed, or its id is mistyped. */
export const orphanPhrasings: Rule = ({ sources: { phrasings, articles } }) =>
  phrasings.flatMap(({ file, value, lineOf }) =>
    Object.keys(value)
      .filter((id) => !articles.has(id))
      .map((id) => ({
        file,
        line: lineOf([id]),
        message: `${id} という記事はありません。つづりを直すか、この聞き方を消してください。`,
        severity: 'error' as const,
      })),
  );
