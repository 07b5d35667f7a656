import type { Tuning } from '../../bot/understanding/tuning.ts';

/** Each stage of the ranking, switched off by its constants. */
export const ablations: readonly (readonly [without: string, tuning: Partial<Tuning>])[] = [
  ['answers', { fieldWeights: [2.5, 0, 2] }],
  ['weight of questions', { fieldWeights: [1, 1, 1] }],
  ['length norm', { lengthPenalties: [0, 0, 0] }],
  ['power of idf', { idfPower: 1 }],
  ['grams', { gramWeight: 0 }],
  ['own synonyms', { synonymWeights: [0, 0.8, 0.3] }],
  ['everyday words', { synonymWeights: [0.7, 0, 0.3] }],
  ['general synonyms', { synonymWeights: [0.7, 0.8, 0] }],
  ['other readings', { otherReadings: 0 }],
  ['coverage', { coveragePower: 0 }],
  ['readings', { readingWeight: 0 }],
  ['parts of domain words', { partWeight: 0 }],
  ['classifier', { isSeconded: false }],
  ['classifier and likeness', { isSeconded: false, likenessBonus: 0 }],
];
