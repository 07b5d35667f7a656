import { z } from 'zod';
import { lineSchema } from './article-schema.ts';

const always = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'プランのidは、英小文字で始まる半角の英数字で書いてください。'),
  name: lineSchema,
  handoff: z.literal('always'),
});

const trial = z.strictObject({
  ...always.shape,
  handoff: z.literal('trial'),
  /** The first day of the trial is day 1. */
  trialDays: z.int().min(1).max(366),
});

const plan = z
  .discriminatedUnion('handoff', [always, trial])
  .transform((read) => ({ ...read, trialDays: read.handoff === 'trial' ? read.trialDays : null }));

/** `knowledge/eligibility.yaml` → the domain's `EligibilityRules`: who may be handed to a person (policy.md, table E). */
export const eligibilitySchema = z.strictObject({
  adminRole: lineSchema,
  plans: z
    .array(plan)
    .min(1)
    .max(50)
    .refine(
      (plans) => new Set(plans.map(({ id }) => id)).size === plans.length,
      '同じidのプランが2つあります。',
    ),
});
