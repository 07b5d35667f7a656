import type { Article } from '../../../domain/knowledge.ts';
import type { Finding } from '../../../knowledge/finding.ts';
import type { Trial, TrialRule } from '../rule.ts';

/** How far down its own question may find an article: customers are offered up to three. */
const offered = 3;

/**
 * An article that its own questions do not find is found by nobody. That none does is an error; that
 * one of them does not may be as it should, when two articles are near.
 */
export const lostArticles: TrialRule = (trial) =>
  [...trial.knowledge.articles.values()].flatMap((article) => {
    const lost = article.questions.filter((question) => !finds(trial, question, article));
    const isLost = lost.length === article.questions.length && !finds(trial, article.title, article);
    return isLost
      ? [lostArticle(trial, article)]
      : lost.map((question) => lostQuestion(trial, article, question));
  });

const finds = ({ understand }: Trial, question: string, article: Article): boolean =>
  understand(question)
    .articles.slice(0, offered)
    .some(({ id }) => id === article.id);

function lostArticle({ sources }: Trial, { id }: Article): Finding {
  const page = sources.articles.get(id);
  const message =
    'どの聞き方でも、この記事が見つかりません。聞き方（questions）とタグ（tags）に、ほかの記事にはない言葉を足してください。';
  return { file: page?.file ?? id, line: page?.lineOf(['title']) ?? 1, message, severity: 'error' };
}

function lostQuestion({ sources, understand }: Trial, article: Article, question: string): Finding {
  const page = sources.articles.get(article.id);
  const found = understand(question).articles[0]?.id;
  const message = `「${question}」では、この記事が見つかりません（${found ? `${found} が見つかります` : 'どの記事も見つかりません'}）。タグ（tags）に言葉を足すか、聞き方を直してください。`;
  const line = page?.lineOf(['questions', article.questions.indexOf(question)]) ?? 1;
  return { file: page?.file ?? article.id, line, message, severity: 'warning' };
}
