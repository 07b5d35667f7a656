import { z } from 'zod';
import { auditActSchema, auditSubjectSchema } from '../../domain/audit.ts';
import { isoInstant } from './shared.ts';

/** The audit log as leads and administrators read it. */

/** `GET /agent/audit`. */
export const auditRequest = z.strictObject({
  /** Rows with a lower number only: the `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  act: z.union([auditActSchema, z.array(auditActSchema)]).optional(),
  /** An account's id, or an actor in full such as `token:t-1f0c9a3e`, `command` or `system`. */
  actor: z.string().max(100).optional(),
  subject: auditSubjectSchema.optional(),
  since: isoInstant.optional(),
});
export const auditResponse = z.object({
  /** The newest first. */
  rows: z.array(
    z.object({
      number: z.int(),
      at: isoInstant,
      actor: z.string(),
      act: z.string(),
      subject: z.string().nullable(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      hash: z.string(),
    }),
  ),
  next: z.int().nullable(),
  /** Whatever this account may read of, to choose `act` from. */
  acts: z.array(auditActSchema),
});
export type AuditResponse = z.infer<typeof auditResponse>;
