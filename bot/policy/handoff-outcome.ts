import type { Eligibility, HandoffOutcome } from '../domain/decision.ts';
import type { OfficeState } from '../domain/office.ts';

/**
 * What comes of asking for a person, by words or by the button. Eligibility comes first: who may never
 * talk to a person is not told to come back at the next opening. Then H8: a handoff only in staffed hours.
 */
export const handoffOutcome = (eligibility: Eligibility, office: OfficeState): HandoffOutcome => {
  if (!eligibility.eligible) {
    return { outcome: 'not-eligible', clause: eligibility.clause, wordingId: eligibility.wordingId };
  }
  return office.open ? { outcome: 'queued' } : { outcome: 'closed', office };
};
