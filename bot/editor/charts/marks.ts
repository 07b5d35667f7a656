/** How each line is told from the others without colour: a dash and a mark of its own. */
export interface Mark {
  /** Lengths of dashes and gaps in CSS pixels; empty for a whole line. */
  dash: readonly number[];
  /** Points of a shape around 0,0 with a radius of 1. */
  shape: readonly (readonly [number, number])[];
  filled: boolean;
}

const circle = Array.from({ length: 12 }, (_, index): [number, number] => {
  const angle = (index / 12) * 2 * Math.PI;
  return [Math.cos(angle), Math.sin(angle)];
});
const square: [number, number][] = [
  [-0.9, -0.9],
  [0.9, -0.9],
  [0.9, 0.9],
  [-0.9, 0.9],
];
const triangle: [number, number][] = [
  [0, -1.1],
  [1, 0.8],
  [-1, 0.8],
];
const diamond: [number, number][] = [
  [0, -1.2],
  [1.2, 0],
  [0, 1.2],
  [-1.2, 0],
];

/** In the order of the lines; as many as `MOST_SERIES`. */
export const marks: readonly [Mark, ...Mark[]] = [
  { dash: [], shape: circle, filled: true },
  { dash: [8, 4], shape: square, filled: false },
  { dash: [2, 3], shape: triangle, filled: true },
  { dash: [10, 3, 2, 3], shape: diamond, filled: false },
  { dash: [5, 2], shape: square, filled: true },
  { dash: [1, 4], shape: circle, filled: false },
];
