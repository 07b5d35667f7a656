import type { Pause } from './article-index.ts';

/**
 * A linear classifier (multinomial logistic regression, stochastic gradient descent) over the editors'
 * examples. Not natural's BayesClassifier: its scores are no probabilities, so no threshold on them
 * holds, and it takes 200 µs a question where this takes some 20. No randomness: the same examples
 * always give the same weights.
 */

/** Something that a sentence holds, such as a word; numbers are cheaper to look up than texts. */
export type Feature = string | number;

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

export class TopicClassifier {
  readonly #classes: number;
  readonly #ids: ReadonlyMap<Feature, number>;
  readonly #weights: Float64Array;
  readonly #bias: Float64Array;

  private constructor(ids: ReadonlyMap<Feature, number>, classes: number) {
    this.#classes = classes;
    this.#ids = ids;
    this.#weights = new Float64Array(ids.size * classes);
    this.#bias = new Float64Array(classes);
  }

  /**
   * Learns from examples, in slices.
   * @param classes how many there are; labels are 0 to classes − 1
   */
  static async learn(examples: readonly Labelled[], classes: number, pause: Pause): Promise<TopicClassifier> {
    const classifier = new TopicClassifier(frequentFeatures(examples), classes);
    await pause();
    const rows = examples.map(({ features }) => classifier.#rowOf(features));
    await pause();
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const rate = RATE / (1 + epoch / 10);
      for (const [step, at] of scattered(rows.length, epoch).entries()) {
        classifier.#learn(rows[at] ?? [], examples[at], rate);
        if (step % SLICE === SLICE - 1) await pause();
      }
    }
    return classifier;
  }

  /** How likely each class is, 0 to 1, together 1. Features that too few examples have are left out. */
  probabilities(features: readonly Feature[]): Float64Array {
    return this.#softmax(this.#rowOf(features));
  }

  #rowOf(features: readonly Feature[]): number[] {
    const row: number[] = [];
    for (const feature of features) {
      const id = this.#ids.get(feature);
      if (id !== undefined) row.push(id);
    }
    return row;
  }

  #softmax(row: readonly number[]): Float64Array {
    const scores = Float64Array.from(this.#bias);
    // Long-winded and terse sentences count alike.
    const scale = scaleOf(row);
    for (const id of row) this.#addWeights(scores, id, scale);
    const highest = Math.max(...scores);
    let sum = 0;
    for (let label = 0; label < scores.length; label++) {
      const power = Math.exp((scores[label] ?? 0) - highest);
      scores[label] = power;
      sum += power;
    }
    for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum;
    return scores;
  }

  #addWeights(scores: Float64Array, id: number, scale: number): void {
    const from = id * this.#classes;
    for (let label = 0; label < this.#classes; label++) {
      scores[label] = (scores[label] ?? 0) + (this.#weights[from + label] ?? 0) * scale;
    }
  }

  #learn(row: readonly number[], example: Labelled | undefined, rate: number): void {
    if (example === undefined) return;
    const guess = this.#softmax(row);
    const scale = scaleOf(row);
    for (let label = 0; label < this.#classes; label++) {
      const error = (label === example.label ? 1 : 0) - (guess[label] ?? 0);
      this.#bias[label] = (this.#bias[label] ?? 0) + rate * BIAS_RATE * error;
      for (const id of row) {
        const at = id * this.#classes + label;
        const weight = this.#weights[at] ?? 0;
        this.#weights[at] = weight + rate * (error * scale - DECAY * weight);
      }
    }
  }
}

/** Numbers the features that at least `MIN_SENTENCES` examples have. */
function frequentFeatures(examples: readonly Labelled[]): Map<Feature, number> {
  const counts = new Map<Feature, number>();
  for (const { features } of examples) {
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= MIN_SENTENCES);
  return new Map(frequent.map(([feature], id) => [feature, id]));
}

const scaleOf = (row: readonly number[]): number => (row.length === 0 ? 0 : 1 / Math.sqrt(row.length));

/** Every example once, in an order that mixes the classes. */
const scattered = (count: number, epoch: number): number[] =>
  Array.from({ length: count }, (_, step) => (step * STRIDE + epoch) % count);
