/**
 * A plain array of zeros. For what each question needs anew: a typed array of more than a few numbers has
 * its memory elsewhere, and to get and to free that costs more than to use it.
 */
export const zeros = (length: number): number[] => {
  const numbers: number[] = [];
  numbers.length = length;
  return numbers.fill(0);
};
