import type { Rule } from '../rule.ts';

/** An article of no category is not found by those who look through the categories. */
export const unknownGroup: Rule = ({ sources: { articles, categories } }) => {
  const known = new Set(categories?.value.map(({ id }) => id));
  return [...articles.values()]
    .filter(({ front }) => !known.has(front.group))
    .map(({ file, front, lineOf }) => ({
      file,
      line: lineOf(['group']),
      message: `「${front.group}」という分類は knowledge/categories.yaml にありません。そこにあるidを書くか、分類を加えてください。`,
      severity: 'error',
    }));
};
