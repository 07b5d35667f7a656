import { problemText as sharedProblemText } from '../browser/problem-text.ts';
import type { Problem } from '../browser/problem.ts';
import { labels } from './labels.ts';

const byStatus: Readonly<Record<number, string>> = {
  404: labels.problem.notFound,
  409: labels.problem.changed,
};

/** 「リーダー、管理者」 */
const rolesText = ({ allowedRoles }: Problem): string =>
  Object.entries(labels.agentRoles)
    .filter(([role]) => allowedRoles.includes(role))
    .map(([, name]) => name)
    .join('、');

const roleText = (problem: Problem): string =>
  problem.ownerName === null
    ? labels.problem.onlyFor(rolesText(problem))
    : labels.problem.onlyHolderAnd(problem.ownerName, rolesText(problem));

/** One Japanese sentence, with what to do next, for a call that did not succeed. */
export const problemText = (problem: Problem): string => {
  if (problem.code === 'already-claimed' && problem.ownerName !== null) {
    return labels.refusal['already-claimed'](problem.ownerName);
  }
  if (problem.code === 'role-not-allowed') return roleText(problem);
  return sharedProblemText(problem, byStatus);
};
