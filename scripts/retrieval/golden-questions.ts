import { fileURLToPath } from 'node:url';
import { readGolden } from '../../bot/workshop/golden.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';

/** A question in a customer's words and the article that answers it. */
export interface AnsweredQuestion {
  q: string;
  article: string;
}

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The golden questions whose article is known, by how they came about. */
export interface AnsweredSets {
  /** `golden/articles`: all of them, as many kinds of people would put it. */
  golden: AnsweredQuestion[];
  /**
   * Of those by the articles' authors every second. The others were read, with what they were mistaken
   * for, by those who added registered questions; figures and fits are not to be taken from them.
   */
  unread: AnsweredQuestion[];
  /** Those by people who knew of each article its title alone. */
  outsiders: AnsweredQuestion[];
  /** `golden/in-scope.yaml`: plain ones, near to what is refused. */
  plain: AnsweredQuestion[];
}

const OUTSIDERS = /\/outsiders-\d+\.yaml$/;

export const readAnswered = async (): Promise<AnsweredSets> => {
  const { articles, inScope } = await readGolden(knowledgeFolders(process.env));
  const answered = (questions: typeof articles): AnsweredQuestion[] =>
    questions.flatMap(({ q, article }) => (article === null ? [] : [{ q, article }]));
  const own = answered(articles.filter(({ file }) => !OUTSIDERS.test(file)));
  return {
    golden: answered(articles),
    unread: own.filter((_, at) => at % 2 === 1),
    outsiders: answered(articles.filter(({ file }) => OUTSIDERS.test(file))),
    plain: answered(inScope),
  };
};
