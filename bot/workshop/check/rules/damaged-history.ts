import { approvedTextPath } from '../../../knowledge/approved-text.ts';
import { findDamage } from '../../../knowledge/served-text.ts';
import type { Rule } from '../rule.ts';

/** An auditor reads which words a customer saw: every version ever approved must still be there, untouched. */
export const damagedHistory: Rule = ({ sources }) =>
  Object.entries(sources.approvals).flatMap(([id, { history, ...present }]) =>
    [...history, present].flatMap(
      ({ version, sha256 }) => findDamage(approvedTextPath(id, version), sources, sha256) ?? [],
    ),
  );
