import { FeatureTable } from './feature-table.ts';
import type { Feature } from './feature-table.ts';
import type { Learnt } from './learnt.ts';

/*
 * What the two linear classifiers have in common: weights of feature f for class c at f · classes + c,
 * and a text as the rows of its features, f · classes each.
 */

/** Long-winded and terse texts count alike. */
export const scaleOf = (row: readonly number[]): number => (row.length === 0 ? 0 : 1 / Math.sqrt(row.length));

/**
 * Adds the weights of a text's features to the score of each class.
 * @param scale of the text (`scaleOf`), times the unit of the weights
 */
export const addWeights = (
  weights: Float64Array | Int8Array,
  row: readonly number[],
  { scores, scale }: { scores: Float64Array; scale: number },
): void => {
  const classes = scores.length;
  let at = 0;
  // Four at once: one by one, most of the time goes into reading and writing the scores.
  for (; at + 4 <= row.length; at += 4) {
    const [one, two] = [row[at] ?? 0, row[at + 1] ?? 0];
    const [three, four] = [row[at + 2] ?? 0, row[at + 3] ?? 0];
    for (let label = 0; label < classes; label++) {
      const sum =
        (weights[one + label] ?? 0) +
        (weights[two + label] ?? 0) +
        (weights[three + label] ?? 0) +
        (weights[four + label] ?? 0);
      scores[label] = (scores[label] ?? 0) + sum * scale;
    }
  }
  for (; at < row.length; at++) {
    const from = row[at] ?? 0;
    for (let label = 0; label < classes; label++)
      scores[label] = (scores[label] ?? 0) + (weights[from + label] ?? 0) * scale;
  }
};

/** Turns the scores of the classes into how likely each is, together 1 (softmax). */
export const toProbabilities = (scores: Float64Array): void => {
  let highest = -Infinity;
  for (let label = 0; label < scores.length; label++) highest = Math.max(highest, scores[label] ?? 0);
  let sum = 0;
  for (let label = 0; label < scores.length; label++) {
    const power = Math.exp((scores[label] ?? 0) - highest);
    scores[label] = power;
    sum += power;
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum;
};

/** A classifier that has learnt. */
export class LinearModel {
  readonly #features: FeatureTable;
  readonly #weights: Int8Array;
  readonly #step: number;
  readonly #bias: Float64Array;
  /** Room to add up in. A typed array: the numbers of a plain one that begins with zeros are moved when they get fractions. */
  readonly #scores: Float64Array;

  constructor({ features, weights, step, bias }: Learnt) {
    this.#features = new FeatureTable(features);
    this.#weights = weights;
    this.#step = step;
    this.#bias = Float64Array.from(bias);
    this.#scores = new Float64Array(bias.length);
  }

  /**
   * How likely each class is, 0 to 1, together 1. Features that too few examples have are left out.
   * @returns good until the next call
   */
  probabilities(features: readonly Feature[]): Float64Array {
    const scores = this.#scores;
    scores.set(this.#bias);
    const row = this.#features.rowOf(features, scores.length);
    addWeights(this.#weights, row, { scores, scale: scaleOf(row) * this.#step });
    toProbabilities(scores);
    return scores;
  }
}
