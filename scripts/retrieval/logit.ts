/** A question with its candidates; at most one of them is right. */
export interface Choice {
  /** Features of each candidate. */
  candidates: readonly (readonly number[])[];
  /** Place of the right one; -1 when none is. */
  right: number;
  /** How much it counts. */
  weight: number;
}

const ROUNDS = 600;
/** Step width of Adam, and how long it remembers slopes and their squares (Kingma and Ba, 2015). */
const STEP = 0.1;
const MEMORY = 0.9;
const SQUARE_MEMORY = 0.99;
/** Keeps the constants finite where a feature decides alone. */
const RIDGE = 1e-4;

const dot = (constants: readonly number[], features: readonly number[]): number => {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += (constants[at] ?? 0) * (features[at] ?? 0);
  return sum;
};

/** How likely each candidate is; what is missing to 1 is that none of them is right. */
export const shares = (
  constants: readonly number[],
  candidates: readonly (readonly number[])[],
): number[] => {
  const odds = candidates.map((features) => Math.exp(dot(constants, features)));
  const total = odds.reduce((sum, odd) => sum + odd, 1);
  return odds.map((odd) => odd / total);
};

/**
 * Conditional logit (McFadden, 1974) with “none” as the alternative whose features are all 0, by
 * gradient ascent; returns one constant for each feature.
 */
export const fitLogit = (choices: readonly Choice[]): number[] => {
  const size = choices.find(({ candidates }) => candidates.length > 0)?.candidates[0]?.length ?? 0;
  const constants = Array.from({ length: size }, () => 0);
  const [slopes, squares] = [new Float64Array(size), new Float64Array(size)];
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = slopeAt(constants, choices);
    for (let at = 0; at < size; at++) {
      const present = (slope[at] ?? 0) / total - RIDGE * (constants[at] ?? 0);
      slopes[at] = MEMORY * (slopes[at] ?? 0) + (1 - MEMORY) * present;
      squares[at] = SQUARE_MEMORY * (squares[at] ?? 0) + (1 - SQUARE_MEMORY) * present ** 2;
      const mean = (slopes[at] ?? 0) / (1 - MEMORY ** round);
      const spread = Math.sqrt((squares[at] ?? 0) / (1 - SQUARE_MEMORY ** round));
      constants[at] = (constants[at] ?? 0) + (STEP * mean) / (spread + 1e-9);
    }
  }
  return constants;
};

const slopeAt = (constants: readonly number[], choices: readonly Choice[]): Float64Array => {
  const slope = new Float64Array(constants.length);
  for (const { candidates, right, weight } of choices) {
    const likely = shares(constants, candidates);
    for (const [place, features] of candidates.entries()) {
      const error = weight * ((place === right ? 1 : 0) - (likely[place] ?? 0));
      for (let at = 0; at < features.length; at++) slope[at] = (slope[at] ?? 0) + error * (features[at] ?? 0);
    }
  }
  return slope;
};
