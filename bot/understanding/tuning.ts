/**
 * The constants of the ranking. Each has a meaning and a sane range; README.md says what each stage
 * gains. `search` takes them as an argument only so that the ablation can switch stages off.
 */
export interface Tuning {
  /** Weight of a field's term frequency: title and questions, answer, tags. Range 1–5, 1, 0–3. */
  fieldWeights: readonly [question: number, answer: number, tag: number];
  /** BM25's b for each field: 0 ignores the field's length, 1 divides by it. Range 0–1. */
  lengthPenalties: readonly [question: number, answer: number, tag: number];
  /** BM25's k1: how soon a repeated word stops counting. Range 0.8–2. */
  saturation: number;
  /** Power of the inverse document frequency: above 1, rare words count more. Range 1–1.6. */
  idfPower: number;
  /** Weight of single kanji and of character pairs against words. Range 0–0.4. */
  gramWeight: number;
  /** Weight of a synonym against the word itself, by its source: editors' groups, the everyday words of
   * `language/paraphrases`, the general dictionary. Range 0–1. */
  synonymWeights: readonly [own: number, everyday: number, general: number];
  /** What a slot's other readings that an article has add to the best one. Range 0–0.2. */
  otherReadings: number;
  /** Where there is no classifier: score × (share of the question's weight that the article has)^power. Range 0–0.6. */
  coveragePower: number;
  /** A synonym of n words gives each weight / n^power: 0 counts them all in full, 1 as one. Range 0.3–1. */
  compoundPower: number;
  /** Weight of a word found by its reading or a small slip. Range 0–1. */
  readingWeight: number;
  /**
   * How much likeness to one registered question lifts an article among the first candidates where
   * there is no classifier: score × (1 + bonus × likeness). Range 0–2.
   */
  likenessBonus: number;
  /** Whether the classifier has a say, where there is one. */
  isSeconded: boolean;
  /** Weight of the parts of a domain word (年末調整 → 年末, 調整). Range 0–0.6. */
  partWeight: number;
}

export const tuning: Tuning = {
  fieldWeights: [2.5, 1, 2],
  lengthPenalties: [0.5, 0.75, 0.3],
  saturation: 1.2,
  idfPower: 1.2,
  gramWeight: 0.2,
  synonymWeights: [0.7, 0.8, 0.3],
  otherReadings: 0.1,
  coveragePower: 0.2,
  compoundPower: 0.7,
  readingWeight: 0.7,
  likenessBonus: 0.7,
  isSeconded: true,
  partWeight: 0.3,
};
