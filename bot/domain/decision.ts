import { z } from 'zod';
import type { OfficeState } from './office.ts';

/** The 13 topics that chat support refuses (policy.md, table O), in the order of their clauses. */
export const topicIds = [
  'proxy-operation',
  'labor-practice',
  'law',
  'contract-documents',
  'other-tools',
  'other-systems',
  'api-programming',
  'html-writing',
  'unsupported-environment',
  'network-plugin',
  'hardware',
  'data-recovery',
  'log-provision',
] as const;
export const topicIdSchema = z.enum(topicIds);
export type TopicId = z.infer<typeof topicIdSchema>;

/** The clauses of policy.md table E a customer can fail, in the order they are checked. */
export const eligibilityClauses = ['E3', 'E2', 'E1'] as const;
export type EligibilityClause = (typeof eligibilityClauses)[number];

export type Eligibility =
  | { eligible: true }
  /** `wordingId` says which condition failed and the next step. */
  | { eligible: false; clause: EligibilityClause; wordingId: string };

/** An approved text in the version that was shown. */
export const wordingRefSchema = z.strictObject({ id: z.string(), version: z.int().positive() });
export type WordingRef = z.infer<typeof wordingRefSchema>;

/**
 * What to do with one message. Each decision carries its `rule`, one line for editors and auditors
 * that names the clause or threshold that decided, such as `O2 残業代の計算` or `confidence 0.91 ≥ 0.62`.
 */
export type Decision =
  | { kind: 'answer'; articleId: string; confidence: number; choices: string[]; rule: string }
  | { kind: 'clarify'; choices: string[]; confidence: number; rule: string }
  | {
      kind: 'refuse';
      topic: TopicId;
      wordingId: string;
      howToId: string | null;
      confidence: number;
      rule: string;
    }
  | { kind: 'handoff'; outcome: HandoffOutcome; rule: string }
  | { kind: 'smalltalk'; wordingId: string; confidence: number; rule: string }
  | { kind: 'fallback'; wordingId: string; choices: string[]; confidence: number; rule: string };

export type HandoffOutcome =
  | { outcome: 'queued' }
  | { outcome: 'closed'; office: OfficeState }
  | { outcome: 'not-eligible'; clause: EligibilityClause; wordingId: string };
