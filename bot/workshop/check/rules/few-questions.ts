import type { Rule } from '../rule.ts';

/** Fewer other ways to ask than this, and customers who use other words do not find the article. */
const leastQuestions = 3;

export const fewQuestions: Rule = ({ sources: { articles } }) =>
  [...articles.values()]
    .filter(({ front }) => front.questions.length < leastQuestions)
    .map(({ file, front, lineOf }) => ({
      file,
      line: lineOf(['questions']),
      message: `聞き方（questions）が${front.questions.length}個です。お客さまが実際に使う言い方で、${leastQuestions}個以上書いてください。`,
      severity: 'error',
    }));
