import type { Article, Knowledge } from '../../bot/domain/knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { evidenceOf } from '../../bot/understanding/candidates.ts';
import { ofAll, ofArticle } from '../../bot/understanding/confidence.ts';
import { readText } from '../../bot/understanding/search.ts';
import type { Searchable } from '../../bot/understanding/searchable.ts';
import type { Tuning } from '../../bot/understanding/tuning.ts';
import { readFarOff } from './far-off.ts';
import { readAnswered } from './golden-questions.ts';
import type { Choice } from './logit.ts';
import { searchableFor } from './retriever.ts';

/** A question with what the search found for it, as the fit of the confidence wants it. */
export interface Sample extends Choice {
  set: string;
}

/** `sameness` is set by hand. */
const own = ofArticle.filter((name) => name !== 'sameness');

/** Names of the constants, in the order of the features. */
export const featureNames = ['bias', ...own, ...ofAll] as const;

/** Registered questions and sentences from elsewhere are asked of an index that lacks this part of them. */
const FOLDS = 5;
/** One of so many questions of other fields; all of them change nothing. */
const FAR_OFF_STEP = 3;
/** What counts how much: questions of other fields are many, and those that we wrote ourselves are alike. */
const WEIGHTS = { golden: 1, registered: 0.5, elsewhere: 0.3, farOff: 0.15 };

interface Asked {
  q: string;
  article: string | null;
  set: string;
  weight: number;
}

const sampleOf = (searchable: Searchable, { q, article, set, weight }: Asked): Sample => {
  const { hits, setting } = evidenceOf(searchable, readText(searchable, analyse(searchable.tokenizer, q)));
  const shared = ofAll.map((name) => setting[name]);
  const number = article === null ? -1 : (searchable.index.numbers.get(article) ?? -1);
  return {
    set,
    weight,
    candidates: hits.map(({ evidence }) => [1, ...own.map((name) => evidence[name]), ...shared]),
    right: hits.findIndex((hit) => hit.number === number),
  };
};

/** Whether a line is left out of this fold; neighbouring lines fall into different ones. */
const isOut = (fold: number, line: number): boolean => line % FOLDS === fold;

const withoutFold = (article: Article, fold: number): Article => ({
  ...article,
  fingerprint: `${article.fingerprint}-${fold}`,
  questions: article.questions.filter((_, at) => !isOut(fold, at)),
  phrasings: article.phrasings.filter((_, at) => !isOut(fold, at)),
});

/** What the knowledge itself says of which question is whose, asked of an index that has not heard it. */
const readFold = async (knowledge: Knowledge, tuning: Tuning, fold: number): Promise<Sample[]> => {
  const articles = new Map([...knowledge.articles].map(([id, article]) => [id, withoutFold(article, fold)]));
  const elsewhere = knowledge.elsewhere.filter((_, at) => !isOut(fold, at));
  const searchable = await searchableFor({ ...knowledge, articles, elsewhere }, tuning);
  const registered = [...knowledge.articles.values()].flatMap(({ id, questions, phrasings }) =>
    [questions, phrasings].flatMap((lines) =>
      lines
        .filter((_, at) => isOut(fold, at))
        .map((q): Asked => ({ q, article: id, set: 'registered', weight: WEIGHTS.registered })),
    ),
  );
  const far = knowledge.elsewhere
    .filter((_, at) => isOut(fold, at))
    .map((q): Asked => ({ q, article: null, set: 'elsewhere', weight: WEIGHTS.elsewhere }));
  return [...registered, ...far].map((asked) => sampleOf(searchable, asked));
};

const readOthers = async (): Promise<Asked[]> => {
  const { unread, outsiders, plain } = await readAnswered();
  const golden = Object.entries({ unread, outsiders, plain }).flatMap(([set, questions]) =>
    questions.map((question): Asked => ({ ...question, set, weight: WEIGHTS.golden })),
  );
  const farOff = (await readFarOff(FAR_OFF_STEP)).flatMap(([set, questions]) =>
    questions.map((q): Asked => ({ q, article: null, set, weight: WEIGHTS.farOff })),
  );
  return [...golden, ...farOff];
};

/** Every question that the confidence is fitted on, whose right article is among the candidates or that has none. */
export const readSamples = async (knowledge: Knowledge, tuning: Tuning): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (let fold = 0; fold < FOLDS; fold++) samples.push(...(await readFold(knowledge, tuning, fold)));
  const searchable = await searchableFor(knowledge, tuning);
  for (const asked of await readOthers()) samples.push(sampleOf(searchable, asked));
  return samples;
};
