import type { Finding } from '../../../knowledge/finding.ts';
import { normalise } from '../../../language/normalise.ts';
import type { GoldenQuestion } from '../../golden.ts';
import type { Rule } from '../rule.ts';

/** Golden questions must name articles that are there, and must not be written in the articles they test. */
export const brokenGolden: Rule = ({ sources: { articles }, golden }) => {
  const written = new Set(
    [...articles.values()].flatMap(({ front }) => [front.title, ...front.questions].map(normalise)),
  );
  return [
    ...golden.findings,
    ...[...golden.articles, ...golden.inScope]
      .filter(({ article }) => article !== null && !articles.has(article))
      .map(({ article, ...at }) =>
        finding(at, `${article} という記事はありません。つづりを直すか、この質問を消してください。`),
      ),
    ...golden.articles
      .filter(({ q }) => written.has(normalise(q)))
      .map(({ q, ...at }) =>
        finding(at, `「${q}」は記事に書いてあるため、試しになりません。別の聞き方に変えてください。`),
      ),
  ];
};

/** A warning: the golden questions may be ahead of the articles that are still to be written. */
const finding = ({ file, line }: Pick<GoldenQuestion, 'file' | 'line'>, message: string): Finding => ({
  file,
  line: line(),
  message,
  severity: 'warning',
});
