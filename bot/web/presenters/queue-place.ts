import { blocksToText } from '../../domain/blocks.ts';
import type { WaitLine } from '../../handoff/wait-line.ts';
import type { QueuePlace } from '../wire.ts';

/** The place in the queue with the approved line on the wait. */
export const presentPlace = (position: number, { wording, blocks, range }: WaitLine): QueuePlace => ({
  position,
  waitText: blocksToText(blocks),
  wording,
  range,
});
