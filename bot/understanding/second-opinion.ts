import type { Article } from '../domain/knowledge.ts';
import type { Analysis } from '../domain/understanding.ts';
import { ArticleClassifier } from './article-classifier.ts';
import type { Example } from './article-classifier.ts';
import type { ArticleIndex, Pause } from './article-index.ts';
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
/** What a tag counts beside a question: it names the subject, but nobody asks like that. Range 0.25–1. */
const TAG_WEIGHT = 0.5;
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

/** The classifier's opinion on a question: how likely each article of the index is, together 1. */
export type SecondOpinion = (text: ReadText) => readonly number[];

/** A probability below this is as good as none: so few questions make nobody surer. Range 1e-4–1e-2. */
const LEAST_LIKELY = 0.001;

/** A probability that is never quite 0, so that one opinion cannot rule an article out. */
export const floored = (likely: number): number => (likely + LEAST_LIKELY) / (1 + LEAST_LIKELY);

/** Orders of magnitude between the least that counts (0) and certainty (1). */
export const magnitudeOf = (likely: number): number =>
  Math.max(0, 1 - Math.log(floored(likely)) / Math.log(LEAST_LIKELY));

/** Whether there is enough to learn from, and few enough articles to learn about. */
const isWorthwhile = (articles: readonly Article[]): boolean => {
  const questions = articles.reduce((sum, article) => sum + article.questions.length, 0);
  return articles.length <= MOST_ARTICLES && questions >= LEAST_QUESTIONS * articles.length && questions > 0;
};

const examplesOf = async (
  articles: readonly Article[],
  { read, labels }: { read: (text: string) => ReadText; labels: ArticleIndex['numbers'] },
  pause: Pause,
): Promise<Example[]> => {
  const examples: Example[] = [];
  for (const { id, title, questions, tags } of articles) {
    const label = labels.get(id) ?? 0;
    const add = (text: string, weight: number): void => {
      examples.push({ label, weight, features: featuresOf(read(text)) });
    };
    for (const text of [title, ...questions]) add(text, 1);
    await pause();
    for (const tag of tags) add(tag, TAG_WEIGHT);
    await pause();
  }
  return examples;
};

/**
 * Learns from titles, questions and tags; some 300 ms for a hundred articles, in slices.
 * @param read how the search reads a text with the same index
 * @returns null where there is too little to learn from or there are too many articles
 */
export const learnSecondOpinion = async (
  articles: readonly Article[],
  context: { read: (text: string) => ReadText; labels: ArticleIndex['numbers'] },
  pause: Pause,
): Promise<SecondOpinion | null> => {
  if (!isWorthwhile(articles)) return null;
  const examples = await examplesOf(articles, context, pause);
  const classifier = await ArticleClassifier.learn(examples, articles.length, pause);
  return (text) => classifier.probabilities(featuresOf(text));
};
