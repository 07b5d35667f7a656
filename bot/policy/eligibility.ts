import type { Customer } from '../domain/customer.ts';
import type { Eligibility, EligibilityClause } from '../domain/decision.ts';
import type { EligibilityRules, Plan } from '../domain/knowledge.ts';
import { daysBetween, japanDate } from './japan-time.ts';

const notEligible = (clause: EligibilityClause, wordingId: string): Eligibility => ({
  eligible: false,
  clause,
  wordingId,
});

/** Day of the trial on a date, the first day being 1; 0 or less before it. */
const trialDay = (startedOn: string, today: string): number => daysBetween(startedOn, today) + 1;

const trialEligibility = (plan: Plan, startedOn: string | null, today: string): Eligibility => {
  // Nobody told us of a trial, or it is still to come: 「終了しました」 would be wrong, the plan is the reason.
  if (startedOn === null || trialDay(startedOn, today) < 1) return notEligible('E1', 'not-eligible-plan');
  if (trialDay(startedOn, today) > (plan.trialDays ?? 0)) return notEligible('E1', 'not-eligible-trial-over');
  return { eligible: true };
};

/**
 * Whether this customer may be handed to a person: logged in (E3), administrator (E2), plan or trial
 * (E1, in Japan's dates). The first condition that fails is told, in the order in which the customer
 * can do something about it. The bot itself answers everybody (E4).
 */
export const eligibility = (customer: Customer, rules: EligibilityRules, now: Date): Eligibility => {
  if (!customer.loggedIn) return notEligible('E3', 'not-eligible-login');
  if (customer.role !== rules.adminRole) return notEligible('E2', 'not-eligible-role');
  const plan = rules.plans.find(({ id }) => id === customer.plan);
  if (!plan) return notEligible('E1', 'not-eligible-plan');
  if (plan.handoff === 'always') return { eligible: true };
  return trialEligibility(plan, customer.trialStartedOn, japanDate(now));
};
