import { z } from 'zod';
import { blockSchema } from '../../domain/blocks.ts';
import { wordingRefSchema } from '../../domain/decision.ts';
import { isoInstant } from './shared.ts';

/** The staffed desk as everybody sees it. */

export const officeView = z.object({
  open: z.boolean(),
  reason: z.enum([
    'staffed',
    'break',
    'after-hours',
    'before-hours',
    'weekend',
    'holiday',
    'year-end',
    'closed-day',
  ]),
  until: isoInstant,
  opensAt: isoInstant,
  opensAtText: z.string(),
  /** The server's clock when it was sent, which the next opening is counted down by. */
  now: isoInstant.optional(),
});
export const noticeView = z.object({
  /** `sharing` (N2) once before the first message, `announcement` (H5), `outage` (H7). */
  kind: z.enum(['sharing', 'announcement', 'outage']),
  wording: wordingRefSchema,
  blocks: z.array(blockSchema),
});
/** `GET /office`. Sent as the stream's `office` event (without `id:`) whenever it changes. */
export const officeResponse = z.object({ ...officeView.shape, notices: z.array(noticeView) });
export type OfficeResponse = z.infer<typeof officeResponse>;
