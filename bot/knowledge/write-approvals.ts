import type { ApprovalPlan } from './approve.ts';
import type { Approvals } from './approvals-schema.ts';
import { placeOnDisk } from './knowledge-files.ts';
import type { KnowledgeFolders } from './knowledge-files.ts';
import { approvalsPath } from './read-approvals.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Writes an approval. Texts and pictures come first: a crash in between leaves some that nobody refers to,
 * never an approval without them.
 */
export async function writeApprovals(folders: KnowledgeFolders, plan: ApprovalPlan): Promise<void> {
  if (plan.changes.length === 0) return;
  for (const [path, content] of [...plan.pictures, ...plan.texts])
    await writeWhole(placeOnDisk(folders, path), content);
  await writeWhole(placeOnDisk(folders, approvalsPath), formatApprovals(plan.approvals));
}

/** Sorted by id, so that two editors' approvals seldom touch the same lines. */
const formatApprovals = (approvals: Approvals): string => {
  const sorted = Object.entries(approvals).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
};
