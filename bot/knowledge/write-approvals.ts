import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ApprovalPlan } from './approve.ts';
import type { Approvals } from './approvals-schema.ts';
import { placeOnDisk } from './knowledge-files.ts';
import type { KnowledgeFolders } from './knowledge-files.ts';
import { approvalsPath } from './read-approvals.ts';

/**
 * Writes an approval. The texts come first: a crash in between leaves texts that nobody refers to,
 * never an approval without its text.
 */
export async function writeApprovals(folders: KnowledgeFolders, plan: ApprovalPlan): Promise<void> {
  if (plan.changes.length === 0) return;
  for (const [path, text] of plan.texts) await writeWhole(placeOnDisk(folders, path), text);
  await writeWhole(placeOnDisk(folders, approvalsPath), formatApprovals(plan.approvals));
}

/** Sorted by id, so that two editors' approvals seldom touch the same lines. */
const formatApprovals = (approvals: Approvals): string => {
  const sorted = Object.entries(approvals).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
};

/** The running bot reads the old file or the new one, never a part. The dot keeps the temporary one from being read. */
async function writeWhole(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}
