import type { AuditEntry } from '../bot/domain/audit.ts';
import { withAccounts } from './open-accounts.ts';

/** Records in the audit log what a command does (README.md, "The audit log"). Never whose data it concerns by name. */
export const recordCommand = (
  act: AuditEntry['act'],
  { subject = null, details }: { subject?: string | null; details: AuditEntry['details'] },
): Promise<void> => withAccounts(({ audit }) => audit.record({ actor: 'command', act, subject, details }));
