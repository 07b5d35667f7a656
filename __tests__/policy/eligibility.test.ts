import { anonymousCustomer, type Customer } from '../../bot/domain/customer.ts';
import type { EligibilityRules } from '../../bot/domain/knowledge.ts';
import { eligibility } from '../../bot/policy/eligibility.ts';
import { japan } from './calendar.ts';

const rules: EligibilityRules = {
  adminRole: 'admin',
  plans: [
    { id: 'zero', name: '¥0プラン', handoff: 'trial', trialDays: 15 },
    { id: 'small', name: 'スモールプラン', handoff: 'always', trialDays: null },
    { id: 'standard', name: 'スタンダードプラン', handoff: 'always', trialDays: null },
    { id: 'professional', name: 'プロフェッショナルプラン', handoff: 'always', trialDays: null },
  ],
};
const admin: Customer = {
  ...anonymousCustomer,
  loggedIn: true,
  subject: 'u1',
  role: 'admin',
  plan: 'standard',
};
const now = japan('2026-11-24 10:00');

describe('who may be handed to a person', () => {
  it.each(['small', 'standard', 'professional'])('E1: an administrator on %s', (plan) => {
    expect(eligibility({ ...admin, plan }, rules, now)).toEqual({ eligible: true });
  });

  it.each<[string, Partial<Customer>, string, string]>([
    ['E3: not logged in', { loggedIn: false }, 'E3', 'not-eligible-login'],
    ['E2: an employee', { role: 'employee' }, 'E2', 'not-eligible-role'],
    ['E2: no role at all', { role: null }, 'E2', 'not-eligible-role'],
    ['E2: a role that only looks alike', { role: 'Admin' }, 'E2', 'not-eligible-role'],
    ['E1: a plan nobody knows', { plan: 'gold' }, 'E1', 'not-eligible-plan'],
    ['E1: no plan', { plan: null }, 'E1', 'not-eligible-plan'],
    ['E1: ¥0 without a trial', { plan: 'zero' }, 'E1', 'not-eligible-plan'],
    [
      'E1: ¥0, trial begins tomorrow',
      { plan: 'zero', trialStartedOn: '2026-11-25' },
      'E1',
      'not-eligible-plan',
    ],
    ['E1: ¥0, trial over', { plan: 'zero', trialStartedOn: '2026-01-01' }, 'E1', 'not-eligible-trial-over'],
    ['the first that fails is told', { loggedIn: false, role: null, plan: null }, 'E3', 'not-eligible-login'],
  ])('%s is not, and is told why', (_who, change, clause, wordingId) => {
    expect(eligibility({ ...admin, ...change }, rules, now)).toEqual({ eligible: false, clause, wordingId });
  });

  it.each([
    ['2026-11-10', '2026-11-10 00:00', true],
    ['2026-11-10', '2026-11-24 23:59:59', true],
    ['2026-11-10', '2026-11-25 00:00', false],
    ['2026-12-20', '2027-01-03 12:00', true],
    ['2026-12-20', '2027-01-04 12:00', false],
    ['2028-02-20', '2028-03-05 12:00', true],
    ['2028-02-20', '2028-03-06 12:00', false],
  ])('E1: a trial from %s at %s in Japan: %s', (trialStartedOn, at, eligible) => {
    expect(eligibility({ ...admin, plan: 'zero', trialStartedOn }, rules, japan(at)).eligible).toBe(eligible);
  });
});
