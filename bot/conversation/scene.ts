import type { Customer } from '../domain/customer.ts';
import type { Eligibility } from '../domain/decision.ts';
import type { OfficeState } from '../domain/office.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { QuickReply, ReplyReason } from '../domain/conversation.ts';

/** What a feature may look at to put its reply together. */
export interface Scene {
  knowledge: Knowledge;
  customer: Customer;
  office: OfficeState;
  eligibility: Eligibility;
  understanding: Understanding;
}

/** How many candidates are kept with a reply for agents and auditors. */
const keptCandidates = 5;

export const reasonOf = (scene: Scene, rule: string, confidence: number | null): ReplyReason => ({
  rule,
  confidence,
  candidates: scene.understanding.articles
    .slice(0, keptCandidates)
    .map((hit) => ({ id: hit.id, score: hit.score, confidence: hit.confidence })),
});

/** Offered only to those whom a person may serve now (H8): a button must not lead to a refusal. */
export const personButton = (scene: Pick<Scene, 'office' | 'eligibility'>): QuickReply[] =>
  scene.office.open && scene.eligibility.eligible ? [{ label: '担当者に相談する', action: 'handoff' }] : [];
