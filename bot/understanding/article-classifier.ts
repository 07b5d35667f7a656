import type { Pause } from './article-index.ts';
import { FeatureTable } from './feature-table.ts';
import type { Feature } from './feature-table.ts';
import { inSteps } from './learnt.ts';
import type { Learnt } from './learnt.ts';
import { addWeights, scaleOf, toProbabilities } from './linear-model.ts';
import { zeros } from './zeros.ts';

/*
 * A linear classifier over the articles (multinomial logistic regression, stochastic gradient descent),
 * learnt from their registered questions. Unlike `topic-classifier.ts`, with its 14 classes, it has a
 * hundred: it learns in slices, and in each step moves only the classes that it is still wrong about,
 * which are few. No randomness: the same examples always give the same weights.
 */

/** A text by what it holds and the article that it belongs to. */
export interface Example {
  features: readonly Feature[];
  label: number;
  /** How much it counts: 1 for a question. */
  weight: number;
}

/** Passes over the examples. Fewer underfit, more only cost load time. Range 5–20. */
const EPOCHS = 6;
/** First step width; it falls with 1 / (1 + pass / 10). Range 0.5–2. */
const RATE = 1;
/** An error below this teaches nothing worth its time. Range 0.001–0.01. */
const WORTH_LEARNING = 0.003;
/** Examples that must have a feature before it says anything; rarer ones are most of them. Range 1–3. */
const MIN_EXAMPLES = 2;
/** A prime, to visit the examples in a scattered order: they come article by article. */
const STRIDE = 7919;
/** Examples between two pauses: about a millisecond's work. */
const SLICE = 16;

/** What is the same in all steps of a pass. */
interface Step {
  rate: number;
  /** Scores of the classes, then what to change of each; one room for all steps. */
  room: Float64Array;
  /** The classes that change. */
  moved: number[];
}

/** Moves the weights of the classes that are still wrong about an example. */
const step = (
  weights: Float64Array,
  [row, { label, weight }]: readonly [row: readonly number[], example: Example],
  { rate, room, moved }: Step,
): void => {
  room.fill(0);
  addWeights(weights, row, { scores: room, scale: scaleOf(row) });
  toProbabilities(room);
  const width = rate * weight * scaleOf(row);
  moved.length = 0;
  for (let other = 0; other < room.length; other++) {
    const error = (other === label ? 1 : 0) - (room[other] ?? 0);
    if (Math.abs(error) < WORTH_LEARNING) continue;
    room[other] = width * error;
    moved.push(other);
  }
  for (const from of row)
    for (const other of moved) weights[from + other] = (weights[from + other] ?? 0) + (room[other] ?? 0);
};

/**
 * Learns from examples, in slices.
 * @param classes how many there are; labels are 0 to classes − 1
 */
export const learnArticles = async (
  examples: readonly Example[],
  classes: number,
  pause: Pause,
): Promise<Learnt> => {
  const features = await FeatureTable.frequentIn(examples, MIN_EXAMPLES, pause);
  const rows = await new FeatureTable(features).rowsOf(examples, classes, pause);
  const weights = new Float64Array(features.length * classes);
  const room = new Float64Array(classes);
  const moved: number[] = [];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch / 10);
    for (let count = 0; count < rows.length; count++) {
      const at = (count * STRIDE + epoch) % rows.length;
      const [row, example] = [rows[at], examples[at]];
      if (row && example) step(weights, [row, example], { rate, room, moved });
      if (count % SLICE === SLICE - 1) await pause();
    }
  }
  return { features, ...inSteps(weights), bias: zeros(classes) };
};
