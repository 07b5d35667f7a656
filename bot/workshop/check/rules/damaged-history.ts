import { findDamage } from '../../../knowledge/served-text.ts';
import type { Rule } from '../rule.ts';

/** An auditor reads which words a customer saw: every version ever approved must still be there, untouched,
 * its pictures included. */
export const damagedHistory: Rule = ({ sources }) =>
  Object.entries(sources.approvals).flatMap(([id, { history, ...present }]) =>
    [...history, present].flatMap((approval) => findDamage(id, approval, sources)),
  );
