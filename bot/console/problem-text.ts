import { labels } from './labels.ts';
import type { Problem } from './problem.ts';

const byStatus: Readonly<Record<number, string>> = {
  0: labels.problem.offline,
  401: labels.problem.unauthorised,
  403: labels.problem.forbidden,
  404: labels.problem.notFound,
  409: labels.problem.changed,
  413: labels.problem.tooLarge,
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
  if (problem.code === 'storage-unavailable') return labels.problem.storage;
  if (problem.code === 'already-claimed' && problem.ownerName !== null) {
    return labels.refusal['already-claimed'](problem.ownerName);
  }
  if (problem.code === 'role-not-allowed') return roleText(problem);
  if (problem.status === 429) return labels.problem.tooMany(problem.retryAfter);
  if (problem.status >= 500) return labels.problem.server;
  return byStatus[problem.status] ?? labels.problem.invalid;
};
