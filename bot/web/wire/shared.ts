import { z } from 'zod';

/** Pieces that several subjects of the wire are made of. */
export const isoInstant = z.iso.datetime({ offset: true });
export const redactionRule = z.enum(['personal-data', 'inappropriate']);
export const placed = { seq: z.int().positive(), at: isoInstant };
export const clientMessageId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
