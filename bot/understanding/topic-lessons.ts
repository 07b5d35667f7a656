import type { Intent } from '../domain/knowledge.ts';
import type { Pause } from './article-index.ts';
import type { Feature } from './feature-table.ts';
import type { Labelled } from './topic-classifier.ts';

/** The label of questions about the product; topics follow it. */
export const IN_SCOPE = 0;

/** A sentence that topics are learnt from. */
export interface TopicLesson {
  label: number;
  text: string;
}

/** What topics were learnt from, kept for the next version. */
export interface TaughtTopics {
  lessons: readonly TopicLesson[];
  /** Those as they were read; null where what they teach was known before. */
  examples: readonly Labelled[] | null;
}

const labelled = (label: number, texts: readonly string[]): TopicLesson[] =>
  texts.map((text) => ({ label, text }));

/**
 * The examples, then what is about the product.
 * @param inScope questions that the knowledge answers
 */
export const topicLessons = (
  topics: readonly Pick<Intent, 'examples' | 'counterexamples'>[],
  inScope: readonly string[],
): TopicLesson[] => [
  ...topics.flatMap(({ examples }, at) => labelled(at + 1, examples)),
  ...topics.flatMap(({ counterexamples }) => labelled(IN_SCOPE, counterexamples)),
  ...labelled(IN_SCOPE, inScope),
];

export const areSameLessons = (some: readonly TopicLesson[], others: readonly TopicLesson[]): boolean =>
  some.length === others.length &&
  some.every(({ label, text }, at) => others[at]?.label === label && others[at].text === text);

/** Examples read between two pauses: a millisecond. */
const SLICE = 16;

/**
 * The lessons by what they hold, in slices.
 * @param before what was read in the same way before; null for nothing
 * @param read called once for each text that is new
 */
export const readLessons = async (
  lessons: readonly TopicLesson[],
  before: TaughtTopics | null,
  { read, pause }: { read: (text: string) => readonly Feature[]; pause: Pause },
): Promise<Labelled[]> => {
  const known = new Map(
    before?.examples?.map(({ features }, at) => [before.lessons[at]?.text ?? '', features] as const),
  );
  await pause();
  const examples: Labelled[] = [];
  for (const { label, text } of lessons) {
    examples.push({ label, features: known.get(text) ?? read(text) });
    if (examples.length % SLICE === 0) await pause();
  }
  return examples;
};
