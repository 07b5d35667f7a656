/** A count as one reads it: 4,605. */
export const numberText = (count: number): string => count.toLocaleString('ja-JP');
