import type { Article } from '../domain/knowledge.ts';
import type { Analysis } from '../domain/understanding.ts';
import { learnArticles } from './article-classifier.ts';
import type { Example } from './article-classifier.ts';
import type { ArticleIndex, Pause } from './article-index.ts';
import { learntOrLearn } from './learnt.ts';
import type { LearntBefore } from './learnt.ts';
import { LinearModel } from './linear-model.ts';
import type { Query } from './query.ts';
import { SoundInThrees } from './sound-in-threes.ts';
import type { Feature } from './feature-table.ts';

/*
 * What adding up words cannot see: which of them tell an article from its neighbours. 招待 and メール stand
 * in ten articles about invitations; that 届かない decides is learnt from the questions of all ten.
 */

/** Above it learning costs more than it tells: it grows with the square of the articles. Range 200–500. */
const MOST_ARTICLES = 300;
/** Fewer registered questions an article, on average, teach nothing beyond its words. Range 2–5. */
const LEAST_QUESTIONS = 3;
/** Fewer sentences about anything else show too little of it to tell. Range 50–500. */
const LEAST_ELSEWHERE = 100;
/** What a tag counts beside a question: it names the subject, but nobody asks like that. Range 0.25–1. */
const TAG_WEIGHT = 0.5;
/** Texts read between two pauses: about a millisecond's work. */
const SLICE = 8;
/** Numbers of three kana begin here, above those of the vocabulary's keys. */
const FIRST_KANA = 2 ** 24;

/** A text as the search reads it. */
export interface ReadText {
  analysis: Analysis;
  query: Query;
}

/** Parts of speech that say how a thing is asked about; `terms` drops much of them. */
const TELLING = new Set(['助動詞', '動詞', '形容詞', '副詞']);

/** Words with all their readings, how it is put, pairs of characters, and the sound in threes. */
const featuresOf = ({ analysis, query }: ReadText): Feature[] => {
  const features: Feature[] = [];
  for (const { readings } of query.slots)
    for (const { keys } of readings) for (const key of keys) features.push(key);
  for (const { key } of query.grams) features.push(key);
  const sound = new SoundInThrees(FIRST_KANA, features);
  for (const { base, pos, reading } of analysis.tokens) {
    if (TELLING.has(pos)) features.push(base);
    if (pos !== '記号') sound.add(reading);
  }
  return features;
};

/** What the classifier thinks of a question. */
export interface Opinion {
  /** How likely each article of the index is, if any answers it; together 1. */
  articles: readonly number[];
  /** How likely it is that the question is about anything but the product, 0 to 1; null where that was not learnt. */
  elsewhere: number | null;
}

export type SecondOpinion = (text: ReadText) => Opinion;

/** Whether there is enough to learn from, and few enough articles to learn about. */
const isWorthwhile = (articles: readonly Article[]): boolean => {
  const questions = articles.reduce((sum, article) => sum + askedOf(article).length, 0);
  return articles.length <= MOST_ARTICLES && questions >= LEAST_QUESTIONS * articles.length && questions > 0;
};

const askedOf = ({ title, questions, phrasings }: Article): string[] => [title, ...questions, ...phrasings];

/** What an opinion is learnt from. */
export interface Lessons {
  articles: readonly Article[];
  /** Sentences that no article answers. */
  elsewhere: readonly string[];
  /** The articles' places in the index. */
  labels: ArticleIndex['numbers'];
  /** How the search reads a text with the same index. */
  read: (text: string) => ReadText;
  learnt?: LearntBefore | undefined;
}

const examplesOf = async (
  { articles, elsewhere, labels, read }: Lessons,
  pause: Pause,
): Promise<Example[]> => {
  const examples: Example[] = [];
  const add = async (text: string, label: number, weight: number): Promise<void> => {
    examples.push({ label, weight, features: featuresOf(read(text)) });
    if (examples.length % SLICE === 0) await pause();
  };
  for (const article of articles) {
    const label = labels.get(article.id) ?? 0;
    for (const text of askedOf(article)) await add(text, label, 1);
    for (const tag of article.tags) await add(tag, label, TAG_WEIGHT);
  }
  for (const text of elsewhere) await add(text, articles.length, 1);
  return examples;
};

/**
 * Learns which words tell articles apart, and from anything else, in slices.
 * @returns null where there is too little to learn from or there are too many articles
 */
export const learnSecondOpinion = async (lessons: Lessons, pause: Pause): Promise<SecondOpinion | null> => {
  const count = lessons.articles.length;
  if (!isWorthwhile(lessons.articles)) return null;
  const tellsElsewhere = lessons.elsewhere.length >= LEAST_ELSEWHERE;
  const elsewhere = tellsElsewhere ? lessons.elsewhere : [];
  const learnt = await learntOrLearn(lessons.learnt, 'articles', async () => {
    const examples = await examplesOf({ ...lessons, elsewhere }, pause);
    // One class more than articles: anything else.
    return learnArticles(examples, tellsElsewhere ? count + 1 : count, pause);
  });
  const model = new LinearModel(learnt);
  return (text) => {
    const likely = model.probabilities(featuresOf(text));
    return tellsElsewhere ? opinionOf(likely) : { articles: [...likely], elsewhere: null };
  };
};

/** @param likely probabilities of the articles, then of anything else */
const opinionOf = (likely: Float64Array): Opinion => {
  const elsewhere = likely.at(-1) ?? 0;
  const answerable = Math.max(Number.MIN_VALUE, 1 - elsewhere);
  const articles: number[] = [];
  for (let article = 0; article < likely.length - 1; article++)
    articles.push((likely[article] ?? 0) / answerable);
  return { articles, elsewhere };
};
