import type { Rule } from '../rule.ts';

/** `related` offers the next article as a button; one that leads nowhere is left out, and the editor would not know. */
export const deadRelations: Rule = ({ sources: { articles } }) =>
  [...articles.values()].flatMap(({ id, file, front, lineOf }) =>
    front.related.flatMap((other, index) => {
      if (other !== id && articles.has(other)) return [];
      const message =
        other === id
          ? '関連する記事（related）に、この記事自身が書かれています。消してください。'
          : `関連する記事（related）の ${other} という記事はありません。つづりを直すか、消してください。`;
      return [{ file, line: lineOf(['related', index]), message, severity: 'error' as const }];
    }),
  );
