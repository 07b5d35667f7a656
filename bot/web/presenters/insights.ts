import type { Knowledge } from '../../domain/knowledge.ts';
import type { ArticleUse, KnowledgeUse } from '../../workshop/gaps/article-use.ts';
import type { QuestionGroup } from '../../workshop/gaps/group-questions.ts';
import type { GapsResponse, UseResponse } from '../wire.ts';

/** Groups and wordings of one that a page shows; who has looked through these looks again later. */
const mostGroups = 100;
const mostQuestions = 20;

export const presentGaps = ({ articles }: Knowledge, groups: readonly QuestionGroup[]): GapsResponse => ({
  questions: groups.reduce((sum, { times }) => sum + times, 0),
  groups: groups.slice(0, mostGroups).map(({ nearest, why, questions, ...group }) => ({
    ...group,
    questions: questions.slice(0, mostQuestions),
    why: [...why].map(([reason, times]) => ({ reason, times })),
    nearest: nearest && articleRef(nearest, articles),
  })),
});

const articleRef = (
  { articleId: id, confidence }: NonNullable<QuestionGroup['nearest']>,
  articles: Knowledge['articles'],
) => {
  const article = articles.get(id);
  return article ? { id, title: article.title, path: `knowledge/articles/${id}.md`, confidence } : null;
};

const unused: ArticleUse = { answered: 0, picked: 0, offered: 0, helpful: 0, unhelpful: 0 };

/** Every article that is served, those that nobody came to included. */
export const presentUse = (
  { articles, topics }: Knowledge,
  { articles: used, refusals }: KnowledgeUse,
): UseResponse => ({
  articles: [...articles.values()].map(({ id, title }) => ({ id, title, ...(used.get(id) ?? unused) })),
  refusals: topics.map(({ id, title }) => ({ topic: id, title, times: refusals.get(id) ?? 0 })),
});
