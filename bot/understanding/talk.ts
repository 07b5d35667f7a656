import type { Intent } from '../domain/knowledge.ts';
import type { Analysis, IntentHit } from '../domain/understanding.ts';
import type { Pause } from './article-index.ts';
import type { CompiledIntents } from './intents.ts';
import { isFamiliar, namingWords } from './familiar.ts';
import { learntOrLearn } from './learnt.ts';
import type { LearntBefore } from './learnt.ts';
import { LinearModel } from './linear-model.ts';
import type { Findings } from './rule-match.ts';
import { sentenceFeatures } from './sentence-features.ts';
import { learnTopics } from './topic-classifier.ts';
import type { Labelled } from './topic-classifier.ts';
import { areSameLessons, readLessons, topicLessons } from './topic-lessons.ts';
import type { TaughtTopics } from './topic-lessons.ts';

/*
 * The wish for a person and small talk as their examples have it. The rules of `intents.ts` know the words
 * that such a message is made of, and hear nothing where one of them is missing (「設定が終わりました、
 * おかげさまで」). A classifier that learnt from the examples beside questions about the product, what is
 * refused and what is about anything else hears those as well.
 */

/** From which likelihood small talk is heard. Lower hears more, and takes questions for talk. Sane: 0.3 to 0.7. */
const TALK_AT = 0.35;
/**
 * The same for the wish for a person, which takes a place in the queue or tells that nobody is there, and for
 * talk of which most words are in no sentence: it goes by 「ね」 alone. Sane: 0.5 to 0.8.
 */
const CAREFULLY_AT = 0.6;
/**
 * The classifier is modest: the sentences of other kinds are more than the examples of any one intent. It
 * hardly ever holds a golden question for talk at `TALK_AT`; the root brings what it says to the scale of
 * the articles' confidence. Sane: 1 (as it says) to 4.
 */
const MODESTY = 3;
/** Below that of a rule that allows nothing else to be said: a refused topic is still looked for. Sane: 0.9 to 0.96. */
const AT_MOST = 0.96;
/** Sentences of each other kind to learn from, about as many as there are examples: more would outweigh them. Range 500–1,000. */
const MOST_OTHERS = 600;

/** Fewer examples show too little of an intent; then the rules alone are heard. Sane: 5 to 20 an intent. */
const LEAST_EXAMPLES = 10;

/** What `recogniseTalk` takes; made once for each version of the knowledge. */
export interface CompiledTalk {
  /** Null where there is too little to learn from. */
  classifier: LinearModel | null;
  compiled: CompiledIntents;
  intents: readonly Intent[];
  taught: TaughtTopics;
  /** Every word that more than one of the sentences has. */
  vocabulary: ReadonlySet<string>;
}

export interface TalkInput {
  intents: readonly Intent[];
  compiled: CompiledIntents;
  /** Called once for each sentence. */
  analyse: (text: string) => Analysis;
  /** Sentences that are none of this, kind by kind: questions, what is refused, what is about anything else. */
  others: readonly (readonly string[])[];
  /** The version before, with the same way to analyse. */
  previous?: CompiledTalk | null;
  learnt?: LearntBefore | undefined;
}

/** Some of them from all over the list, which is ordered by subject. */
const thinned = (texts: readonly string[]): string[] => {
  const every = Math.max(1, Math.ceil(texts.length / MOST_OTHERS));
  return texts.filter((_, at) => at % every === 0);
};

const isWorthwhile = (intents: readonly Intent[]): boolean =>
  intents.length > 0 &&
  intents.reduce((sum, { examples }) => sum + examples.length, 0) >= LEAST_EXAMPLES * intents.length;

/** Learns from the examples, in slices. Nothing is done while the sentences and the rules stay the same. */
export const compileTalk = async (input: TalkInput, pause: Pause): Promise<CompiledTalk> => {
  const { intents, compiled, previous = null } = input;
  const before = previous?.compiled === compiled ? previous : null;
  const lessons = topicLessons(intents, input.others.flatMap(thinned));
  await pause();
  if (before && areSameLessons(before.taught.lessons, lessons)) return before;
  if (!isWorthwhile(intents))
    return {
      classifier: null,
      compiled,
      intents,
      taught: { lessons, examples: null },
      vocabulary: new Set(),
    };
  let examples: Labelled[] | null = null;
  const learnt = await learntOrLearn(input.learnt, 'talk', async () => {
    examples = await readLessons(lessons, before?.taught ?? null, {
      read: (text) => sentenceFeatures(compiled.book.read(input.analyse(text))),
      pause,
    });
    return learnTopics(examples, intents.length + 1, pause);
  });
  return {
    classifier: new LinearModel(learnt),
    compiled,
    intents,
    taught: { lessons, examples },
    vocabulary: new Set(learnt.features.filter((feature) => typeof feature === 'string')),
  };
};

/**
 * The intents that a message is like, likeliest first; like none of them is `[]`.
 * @param findings what the intents' `book` reads in the message
 */
export const recogniseTalk = (
  findings: Findings,
  { classifier, intents, vocabulary }: CompiledTalk,
): IntentHit[] => {
  const { tokens } = findings.analysis;
  if (classifier === null || tokens.length === 0) return [];
  const likely = classifier.probabilities(sentenceFeatures(findings));
  const isKnown = isFamiliar(namingWords(tokens), vocabulary);
  return intents
    .flatMap(({ id, wordingId }, at) => {
      const likelihood = likely[at + 1] ?? 0;
      if (likelihood < (wordingId !== null && isKnown ? TALK_AT : CAREFULLY_AT)) return [];
      const confidence = Math.min(AT_MOST, likelihood ** (1 / MODESTY));
      return [{ intent: id, wordingId, evidence: [], confidence }];
    })
    .toSorted((a, b) => b.confidence - a.confidence);
};
