import type { Context } from '../context.ts';
import { gapsLabels as words } from '../labels/gaps.ts';
import { pageAddress } from '../route.ts';
import type { PagesResponse } from '../wire-types.ts';
import { chooseArticle } from './choose-article.ts';

/** Adds what customers asked to an article's draft, and leads there. */
export const gapActs = ({ api, messages }: Context, pages: PagesResponse['pages']) => {
  const addTo = async (
    { path, title }: { path: string; title: string },
    questions: string[],
  ): Promise<void> => {
    await api.addQuestions(path, questions);
    messages.info(words.added(title));
    window.location.hash = pageAddress(path);
  };
  return {
    addTo,
    /** To one that is chosen first; nothing when none is. */
    addToOther: async (questions: string[]): Promise<void> => {
      const articles = pages.filter(({ kind }) => kind === 'article');
      const article = await chooseArticle(articles);
      const page = articles.find(({ id }) => id === article?.id);
      if (page) await addTo(page, questions);
    },
  };
};
