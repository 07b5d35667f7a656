/** One observation: what was seen (the first feature is 1, for the bias), whether it was right, its weight. */
export interface Observation {
  features: readonly number[];
  right: boolean;
  weight: number;
}

const ROUNDS = 60;
/** Keeps the constants finite where a feature decides alone. */
const RIDGE: number = 0.01;

const at = (vector: readonly number[], index: number): number => vector[index] ?? 0;

/** Solves A x = b by elimination; A is symmetric and positive definite here, so no rows change places. */
const solve = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] => {
  const size = vector.length;
  const rows = matrix.map((row, index) => [...row, at(vector, index)]);
  for (let pivot = 0; pivot < size; pivot++) {
    const head = rows[pivot] ?? [];
    for (const row of rows.slice(pivot + 1)) {
      const factor = at(row, pivot) / at(head, pivot);
      for (let column = pivot; column <= size; column++)
        row[column] = at(row, column) - factor * at(head, column);
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let index = size - 1; index >= 0; index--) {
    const row = rows[index] ?? [];
    const known = solution.reduce(
      (sum, value, column) => sum + (column > index ? value * at(row, column) : 0),
      0,
    );
    solution[index] = (at(row, size) - known) / at(row, index);
  }
  return solution;
};

/** Weighted logistic regression by Newton's method; returns one constant for each feature. */
export const fitLogistic = (observations: readonly Observation[]): number[] => {
  const size = observations[0]?.features.length ?? 0;
  let constants = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = constants.map((constant) => -RIDGE * constant);
    const curve = constants.map((_, row) => constants.map((__, column) => (row === column ? RIDGE : 0)));
    for (const { features, right, weight } of observations) {
      const odds = features.reduce((sum, value, index) => sum + value * at(constants, index), 0);
      const likely = 1 / (1 + Math.exp(-odds));
      for (const [row, value] of features.entries()) {
        slope[row] = at(slope, row) + weight * value * ((right ? 1 : 0) - likely);
        const line = curve[row] ?? [];
        for (const [column, other] of features.entries())
          line[column] = at(line, column) + weight * likely * (1 - likely) * value * other;
      }
    }
    const step = solve(curve, slope);
    constants = constants.map((constant, index) => constant + at(step, index));
  }
  return constants;
};
