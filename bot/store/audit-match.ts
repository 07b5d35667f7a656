import type { AuditRow } from '../domain/audit.ts';
import type { AuditSearch } from './port.ts';

/** Whether a row is what is looked for, besides its number. */
export const auditMatcher = ({ acts, actor, subject, since }: AuditSearch): ((row: AuditRow) => boolean) => {
  const from = since?.toISOString();
  return (row) =>
    (acts === null || acts.includes(row.act)) &&
    (actor === null || actor === row.actor) &&
    (subject === null || subject === row.subject) &&
    // Both in UTC and of one length, so that the order of the texts is that of the times.
    (from === undefined || row.at >= from);
};
