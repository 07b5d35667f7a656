import { fileURLToPath } from 'node:url';
import { readGolden } from '../golden.ts';
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
  /** `golden/articles`: six or seven for each article, as many kinds of people would put it. */
  golden: AnsweredQuestion[];
  /**
   * Every second of these. The others were read, with what they were mistaken for, by those who added
   * registered questions; only these are as good as unseen, so figures and fits are to be taken from them.
   */
  unread: AnsweredQuestion[];
  /** `golden/in-scope.yaml`: plain ones, near to what is refused. */
  plain: AnsweredQuestion[];
}

export const readAnswered = async (): Promise<AnsweredSets> => {
  const { articles, inScope } = await readGolden(knowledgeFolders(process.env));
  const answered = (questions: typeof articles): AnsweredQuestion[] =>
    questions.flatMap(({ q, article }) => (article === null ? [] : [{ q, article }]));
  const golden = answered(articles);
  return { golden, unread: golden.filter((_, at) => at % 2 === 1), plain: answered(inScope) };
};
