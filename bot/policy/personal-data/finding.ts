import type { MaskType } from '../../domain/conversation.ts';

/** A place in the folded text: start ≤ i < end. */
export interface Span {
  start: number;
  end: number;
}

/** Personal data that a detector saw in the folded text. */
export interface Finding extends Span {
  type: MaskType;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
