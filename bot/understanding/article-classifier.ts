import type { Pause } from './article-index.ts';
import { FeatureTable } from './feature-table.ts';
import type { Feature } from './feature-table.ts';
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

export class ArticleClassifier {
  readonly #classes: number;
  readonly #features: FeatureTable;
  readonly #weights: Float64Array;

  private constructor(features: FeatureTable, classes: number) {
    this.#classes = classes;
    this.#features = features;
    this.#weights = new Float64Array(features.size * classes);
  }

  /** @param classes how many there are; labels are 0 to classes − 1 */
  static async learn(
    examples: readonly Example[],
    classes: number,
    pause: Pause,
  ): Promise<ArticleClassifier> {
    const features = await FeatureTable.of(examples, MIN_EXAMPLES, pause);
    const classifier = new ArticleClassifier(features, classes);
    const rows = await features.rowsOf(examples, classes, pause);
    const room = zeros(classes);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const rate = RATE / (1 + epoch / 10);
      for (let step = 0; step < rows.length; step++) {
        const at = (step * STRIDE + epoch) % rows.length;
        const [row, example] = [rows[at], examples[at]];
        if (row && example) classifier.#step(row, example, { rate, room });
        if (step % SLICE === SLICE - 1) await pause();
      }
    }
    return classifier;
  }

  /** How likely each class is, 0 to 1, together 1. Features that too few examples have are left out. */
  probabilities(features: readonly Feature[]): number[] {
    const scores = zeros(this.#classes);
    this.#guess(this.#features.rowOf(features, this.#classes), scores);
    return scores;
  }

  #guess(row: readonly number[], scores: number[]): void {
    scores.fill(0);
    addWeights(this.#weights, row, scores);
    toProbabilities(scores);
  }

  #step(
    row: readonly number[],
    { label, weight }: Example,
    { rate, room }: { rate: number; room: number[] },
  ): void {
    this.#guess(row, room);
    const weights = this.#weights;
    const width = rate * weight * scaleOf(row);
    for (let other = 0; other < room.length; other++) {
      const error = (other === label ? 1 : 0) - (room[other] ?? 0);
      if (Math.abs(error) < WORTH_LEARNING) continue;
      const change = width * error;
      for (const from of row) weights[from + other] = (weights[from + other] ?? 0) + change;
    }
  }
}
