import type { Article } from '../domain/knowledge.ts';
import type { Analysis } from '../domain/understanding.ts';
import { learnArticles } from './article-classifier.ts';
import type { Example } from './article-classifier.ts';
import type { ArticleIndex, Pause } from './article-index.ts';
import { learntOrLearn } from './learnt.ts';
import type { Learnt, LearntBefore } from './learnt.ts';
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
/** Texts read between two pauses: one that has to be heard takes up to some milliseconds. */
const SLICE = 2;
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

/** What a classifier thinks, and what it learnt that from. */
export interface SecondOpinion {
  of(text: ReadText): Opinion;
  readonly learnt: Learnt;
  readonly taught: Taught;
}

/** Whether there is enough to learn from, and few enough articles to learn about. */
const isWorthwhile = (articles: readonly Article[]): boolean => {
  if (articles.length > MOST_ARTICLES) return false;
  const questions = articles.reduce((sum, article) => sum + askedOf(article).length, 0);
  return questions >= LEAST_QUESTIONS * articles.length && questions > 0;
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
  /** Stays the same as long as `read` reads every text as it did. */
  reading?: unknown;
  /** The opinion of the version before: what it was taught is neither read nor learnt again. */
  previous?: SecondOpinion | null;
  learnt?: LearntBefore | undefined;
}

/** A text to learn from. */
type Lesson = Pick<Example, 'label' | 'weight'> & { text: string };

/** What was learnt from, kept for the next version. */
export interface Taught {
  lessons: readonly Lesson[];
  /** Those as they were read; null where what they teach was known before. */
  examples: readonly Example[] | null;
  reading: unknown;
}

const tellsElsewhere = (elsewhere: readonly string[]): boolean => elsewhere.length >= LEAST_ELSEWHERE;

const lessonsOf = ({ articles, elsewhere, labels }: Lessons): Lesson[] => [
  ...articles.flatMap((article) => {
    const label = labels.get(article.id) ?? 0;
    return [
      ...askedOf(article).map((text) => ({ text, label, weight: 1 })),
      ...article.tags.map((text) => ({ text, label, weight: TAG_WEIGHT })),
    ];
  }),
  ...(tellsElsewhere(elsewhere) ? elsewhere : []).map((text) => ({
    text,
    label: articles.length,
    weight: 1,
  })),
];

/** The features of texts that were read before in the same way. */
const readBefore = ({ reading, previous }: Lessons): ReadonlyMap<string, readonly Feature[]> => {
  const taught = previous?.taught;
  const examples = reading !== undefined && taught?.reading === reading ? (taught?.examples ?? []) : [];
  return new Map(examples.map(({ features }, at) => [taught?.lessons[at]?.text ?? '', features]));
};

const readAll = async (lessons: readonly Lesson[], all: Lessons, pause: Pause): Promise<Example[]> => {
  const known = readBefore(all);
  await pause();
  const examples: Example[] = [];
  for (const { text, label, weight } of lessons) {
    examples.push({ label, weight, features: known.get(text) ?? featuresOf(all.read(text)) });
    if (examples.length % SLICE === 0) await pause();
  }
  return examples;
};

const areSame = <T>(
  some: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean => some.length === others.length && some.every((one, at) => isSame(one, others[at] ?? one));

const isSameLesson = (one: Lesson, other: Lesson): boolean =>
  one.text === other.text && one.label === other.label && one.weight === other.weight;

const isSameExample = (one: Example, other: Example): boolean =>
  one.label === other.label &&
  one.weight === other.weight &&
  (one.features === other.features || areSame(one.features, other.features, Object.is));

/**
 * Learns which words tell articles apart, and from anything else, in slices.
 * @returns null where there is too little to learn from or there are too many articles
 */
export const learnSecondOpinion = async (all: Lessons, pause: Pause): Promise<SecondOpinion | null> => {
  if (!isWorthwhile(all.articles)) return null;
  const { reading, previous = null } = all;
  const lessons = lessonsOf(all);
  const isApart = tellsElsewhere(all.elsewhere);
  await pause();
  const isAsBefore =
    reading !== undefined &&
    previous?.taught.reading === reading &&
    areSame(lessons, previous.taught.lessons, isSameLesson);
  if (isAsBefore) return previous;
  let examples: Example[] | null = null;
  const learnt = await learntOrLearn(all.learnt, 'articles', async () => {
    examples = await readAll(lessons, all, pause);
    const before = previous?.taught.examples;
    if (previous && before && areSame(examples, before, isSameExample)) return previous.learnt;
    // One class more than articles: anything else.
    const classes = all.articles.length + (isApart ? 1 : 0);
    return learnArticles(examples, classes, pause);
  });
  const model = new LinearModel(learnt);
  return {
    of: (text) => {
      const likely = model.probabilities(featuresOf(text));
      return isApart ? opinionOf(likely) : { articles: [...likely], elsewhere: null };
    },
    learnt,
    taught: { lessons, examples, reading },
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
