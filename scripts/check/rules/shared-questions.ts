import type { Finding } from '../../../bot/knowledge/finding.ts';
import type { ArticleSource } from '../../../bot/knowledge/sources.ts';
import { normalise } from '../../../bot/language/normalise.ts';
import type { Rule } from '../rule.ts';

interface Claim {
  question: string;
  article: ArticleSource;
  /** Asked for only where it is told: finding a line means reading the file once more. */
  line: () => number;
}

/** The same question in two articles makes the bot ask back every time; twice in one it is idle. */
export const sharedQuestions: Rule = ({ sources: { articles } }) => {
  const claims = new Map<string, Claim>();
  return [...articles.values()].flatMap(claimsOf).flatMap((claim): Finding[] => {
    const key = keyOf(claim.question);
    const earlier = claims.get(key);
    if (earlier === undefined) {
      claims.set(key, claim);
      return [];
    }
    const { file } = claim.article;
    return [{ file, line: claim.line(), message: messageFor(claim, earlier), severity: 'error' }];
  });
};

const claimsOf = (article: ArticleSource): Claim[] => [
  { question: article.front.title, article, line: () => article.lineOf(['title']) },
  ...article.front.questions.map((question, index) => ({
    question,
    article,
    line: () => article.lineOf(['questions', index]),
  })),
];

/** Marks and spaces make no other question. */
const keyOf = (question: string): string => normalise(question).replaceAll(/[\p{P}\p{Z}]/gu, '');

const messageFor = ({ question, article }: Claim, earlier: Claim): string =>
  earlier.article === article
    ? `「${question}」が、この記事の中で重なっています（${earlier.line()}行目）。片方を消してください。`
    : `「${question}」は ${earlier.article.file} の${earlier.line()}行目にもあります。どちらかの記事だけに残してください。`;
