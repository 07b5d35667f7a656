import { rm } from 'node:fs/promises';
import type { ApprovalPlan } from '../../knowledge/approve.ts';
import { placeOnDisk, type KnowledgeFiles, type KnowledgeFolders } from '../../knowledge/knowledge-files.ts';
import { writeApprovals } from '../../knowledge/write-approvals.ts';
import { writeWhole } from '../../knowledge/write-whole.ts';
import type { DraftPictures } from './draft-pictures.ts';
import { leftOverPictures } from './left-over-pictures.ts';
import type { PageText } from './with-drafts.ts';

interface Place {
  folders: KnowledgeFolders;
  pictures: DraftPictures;
  /** As they are before. */
  files: KnowledgeFiles;
  /** The drafts of other pages. */
  others: readonly PageText[];
}

/**
 * Puts a page among the files that are served: its pictures come first, then the file, then its approval. After a
 * crash in between, to do it again ends the same.
 */
export const filePage = async (
  { folders, pictures, files, others }: Place,
  { path, text, plan }: PageText & { plan: ApprovalPlan },
): Promise<void> => {
  const place = placeOnDisk(folders, path);
  await pictures.place(text);
  await writeWhole(place, text);
  try {
    await writeApprovals(folders, plan);
  } catch (error) {
    // Without its approval a new page would stand there as one that nobody may serve.
    if (!files.has(path)) await rm(place, { force: true });
    throw error;
  }
  await pictures.clear(leftOverPictures(files, { path, text }, others));
};
