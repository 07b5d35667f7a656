import type { Finding } from '../../../knowledge/finding.ts';
import type { ArticleSource, KnowledgeSources } from '../../../knowledge/sources.ts';
import { normalise } from '../../../language/normalise.ts';
import type { Rule } from '../rule.ts';

interface Claim {
  question: string;
  /** Id of the article that the question leads to. */
  article: string;
  file: string;
  /** Asked for only where it is told: finding a line means reading the file once more. */
  line: () => number;
}

/** The same question in two articles makes the bot ask back every time; twice in one it is idle. */
export const sharedQuestions: Rule = ({ sources }) => {
  const claims = new Map<string, Claim>();
  return allClaims(sources).flatMap((claim): Finding[] => {
    const key = keyOf(claim.question);
    const earlier = claims.get(key);
    if (earlier === undefined) {
      claims.set(key, claim);
      return [];
    }
    return [{ file: claim.file, line: claim.line(), message: messageFor(claim, earlier), severity: 'error' }];
  });
};

/** Articles come first, so that of two the line in `phrasings` is the one to go. */
const allClaims = ({ articles, phrasings }: KnowledgeSources): Claim[] => [
  ...[...articles.values()].flatMap(claimsOf),
  ...phrasings.flatMap(({ file, value, lineOf }) =>
    Object.entries(value).flatMap(([article, lines]) =>
      lines.map((question, at) => ({ question, article, file, line: () => lineOf([article, at]) })),
    ),
  ),
];

const claimsOf = ({ id, file, front, lineOf }: ArticleSource): Claim[] => [
  { question: front.title, article: id, file, line: () => lineOf(['title']) },
  ...front.questions.map((question, index) => ({
    question,
    article: id,
    file,
    line: () => lineOf(['questions', index]),
  })),
];

/** Marks and spaces make no other question. */
const keyOf = (question: string): string => normalise(question).replaceAll(/[\p{P}\p{Z}]/gu, '');

const messageFor = ({ question, article, file }: Claim, earlier: Claim): string => {
  if (earlier.article !== article)
    return `「${question}」は ${earlier.file} の${earlier.line()}行目にもあります。どちらかの記事だけに残してください。`;
  return earlier.file === file
    ? `「${question}」が、この記事の中で重なっています（${earlier.line()}行目）。片方を消してください。`
    : `「${question}」は ${earlier.file} の${earlier.line()}行目にもあります。片方を消してください。`;
};
