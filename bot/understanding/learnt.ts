import type { Feature } from './feature-table.ts';

/** What a linear classifier learnt, as plain data, so that it can be kept from one start to the next. */
export interface Learnt {
  /** Numbers first, then texts. */
  features: readonly Feature[];
  /**
   * Weight of feature f for class c at f · classes + c, in steps of `step`. A byte each: what a question
   * looks up lies all over them, and as fractions they were more than the processor's cache.
   */
  weights: Int8Array;
  step: number;
  /** One for each class. */
  bias: readonly number[];
}

/** Steps from 0 to the heaviest weight. */
const STEPS = 127;

/** Weights in whole steps: a hundredth of the heaviest moves no probability by more than a thousandth or two. */
export const inSteps = (weights: Float64Array): Pick<Learnt, 'weights' | 'step'> => {
  let heaviest = 0;
  for (const weight of weights) heaviest = Math.max(heaviest, Math.abs(weight));
  const step = heaviest === 0 ? 1 : heaviest / STEPS;
  const rounded = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at++) rounded[at] = Math.round((weights[at] ?? 0) / step);
  return { weights: rounded, step };
};

/**
 * Classifiers by name, of the very same knowledge and program. They speak of words by their numbers in
 * the index, so they only fit one that is built anew, in the same order, from the same files.
 */
export type LearntBefore = Map<string, Learnt>;

/** What was learnt under this name, or what is learnt now, which is put there. */
export const learntOrLearn = async (
  before: LearntBefore | undefined,
  name: string,
  learn: () => Promise<Learnt>,
): Promise<Learnt> => {
  const known = before?.get(name);
  if (known !== undefined) return known;
  const learnt = await learn();
  before?.set(name, learnt);
  return learnt;
};
