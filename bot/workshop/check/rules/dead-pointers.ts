import type { Rule } from '../rule.ts';

/** A refusal may point on to an article (O1, O13); it must be there. */
export const deadPointers: Rule = ({ sources: { topics, articles } }) =>
  topics.flatMap(({ file, value, lineOf }) =>
    value.pointsTo.flatMap((id, index) =>
      articles.has(id)
        ? []
        : [
            {
              file,
              line: lineOf(['pointsTo', index]),
              message: `「pointsTo」の ${id} という記事はありません。つづりを直すか、消してください。`,
              severity: 'error' as const,
            },
          ],
    ),
  );
