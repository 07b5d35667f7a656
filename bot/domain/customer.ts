import { z } from 'zod';

/** Who asks, as the host product's signed identity says it (contracts.md, "Identity"). */
export const customerSchema = z.strictObject({
  loggedIn: z.boolean(),
  /** The host product's stable id of the person; null when not logged in. */
  subject: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
  company: z.string().nullable().default(null),
  /** `admin`, or any other role of the host product. */
  role: z.string().nullable().default(null),
  /** A plan id of `knowledge/eligibility.yaml`. */
  plan: z.string().nullable().default(null),
  /** ISO date (YYYY-MM-DD, Japan) of the first day of the free trial. */
  trialStartedOn: z.iso.date().nullable().default(null),
});
export type Customer = z.infer<typeof customerSchema>;

export const anonymousCustomer: Customer = {
  loggedIn: false,
  subject: null,
  name: null,
  company: null,
  role: null,
  plan: null,
  trialStartedOn: null,
};
