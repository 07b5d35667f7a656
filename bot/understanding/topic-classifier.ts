import type { Pause } from './article-index.ts';
import { FeatureTable } from './feature-table.ts';
import type { Feature } from './feature-table.ts';
import { inSteps } from './learnt.ts';
import type { Learnt } from './learnt.ts';
import { addWeights, scaleOf, toProbabilities } from './linear-model.ts';

/**
 * A linear classifier (multinomial logistic regression, stochastic gradient descent) over the editors'
 * examples. Not natural's BayesClassifier: its scores are no probabilities, so no threshold on them
 * holds, and it takes 200 µs a question where this takes some 20. No randomness: the same examples
 * always give the same weights.
 */

/** A sentence by what it holds, and the class it belongs to. */
export interface Labelled {
  features: readonly Feature[];
  label: number;
}

/** Passes over the examples. Fewer underfit, more only cost load time. Range 8–30. */
const EPOCHS = 10;
/** First step width; it falls with 1 / (1 + pass / 10). Wide, since the decay pulls back. Range 1–4. */
const RATE = 3;
/** Pull of the weights towards 0 at each step, so that a word seen once proves little. Range 3e-4–2e-3. */
const DECAY = 1e-3;
/** The bias learns more slowly than the weights, or it would learn how often each class was written. Range 0.05–0.3. */
const BIAS_RATE = 0.1;
/** Examples that must have a feature before it says anything; rarer ones are most of them. Range 1–3. */
const MIN_SENTENCES = 2;
/** A prime, to visit the examples in a scattered order: they stand class by class in the files. */
const STRIDE = 7919;

/** Examples learnt between two pauses: a millisecond. */
const SLICE = 64;

/** Weights that are being learnt. */
interface Weights {
  ofFeatures: Float64Array;
  bias: Float64Array;
}

/** Moves the weights of one feature against the errors of the classes. */
const move = (
  weights: Float64Array,
  from: number,
  { errors, rate, scale }: { errors: Float64Array; rate: number; scale: number },
): void => {
  for (let label = 0; label < errors.length; label++) {
    const weight = weights[from + label] ?? 0;
    weights[from + label] = weight + rate * ((errors[label] ?? 0) * scale - DECAY * weight);
  }
};

const step = (
  { ofFeatures, bias }: Weights,
  [row, example]: readonly [row: readonly number[], example: Labelled],
  rate: number,
): void => {
  const errors = bias.slice();
  addWeights(ofFeatures, row, { scores: errors, scale: scaleOf(row) });
  toProbabilities(errors);
  for (let label = 0; label < errors.length; label++) {
    const error = (label === example.label ? 1 : 0) - (errors[label] ?? 0);
    bias[label] = (bias[label] ?? 0) + rate * BIAS_RATE * error;
    errors[label] = error;
  }
  const scale = scaleOf(row);
  for (const from of row) move(ofFeatures, from, { errors, rate, scale });
};

/**
 * Learns from examples, in slices.
 * @param classes how many there are; labels are 0 to classes − 1
 */
export const learnTopics = async (
  examples: readonly Labelled[],
  classes: number,
  pause: Pause,
): Promise<Learnt> => {
  const features = await FeatureTable.frequentIn(examples, MIN_SENTENCES, pause);
  const rows = await new FeatureTable(features).rowsOf(examples, classes, pause);
  const weights = {
    ofFeatures: new Float64Array(features.length * classes),
    bias: new Float64Array(classes),
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch / 10);
    for (let count = 0; count < rows.length; count++) {
      const at = (count * STRIDE + epoch) % rows.length;
      const [row, example] = [rows[at], examples[at]];
      if (row && example) step(weights, [row, example], rate);
      if (count % SLICE === SLICE - 1) await pause();
    }
  }
  return { features, ...inSteps(weights.ofFeatures), bias: [...weights.bias] };
};
