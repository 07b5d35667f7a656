import type { Feature } from './feature-table.ts';

/** What a linear classifier learnt, as plain data, so that it can be kept from one start to the next. */
export interface Learnt {
  /** Numbers first, then texts. */
  features: readonly Feature[];
  /** Weight of feature f for class c at f · classes + c. Rounded, so that a kept copy says the same. */
  weights: Float32Array;
  /** One for each class. */
  bias: readonly number[];
}

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
