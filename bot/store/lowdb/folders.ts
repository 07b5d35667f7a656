import path from 'node:path';
import { temporarySuffix } from './durable-json.ts';
import type { Files } from './files.ts';
import { conversationsFolder, deskFolder, historyFolder, shards } from './layout.ts';
import { forEachLimited } from './limited.ts';
import { rebuildMarks } from './rebuild-marks.ts';

interface Place {
  files: Files;
  /** The data folder. */
  root: string;
  report: (error: unknown) => void;
}

/** The names in the folders of marks: ids of the desk, days of the history. */
export interface Marked {
  desk: string[];
  history: string[];
}

const foldersAtOnce = 16;

/**
 * Makes the folders that are missing, clears half-written files, and returns what is marked. Reads
 * names only, except when a folder of marks is missing: then it is made anew from every conversation
 * (after a restore from a backup, see README.md).
 */
export const prepareFolders = async (place: Place): Promise<Marked> => {
  await prepareShards(place);
  const names = (folder: string) => place.files.list(path.join(place.root, folder));
  const [desk, history] = [await names(deskFolder), await names(historyFolder)];
  if (desk && history) return { desk, history };
  await rebuildMarks(place, { desk: !desk, history: !history });
  return { desk: (await names(deskFolder)) ?? [], history: (await names(historyFolder)) ?? [] };
};

const prepareShards = async ({ files, root }: Place): Promise<void> => {
  let made = false;
  await forEachLimited(shards, foldersAtOnce, async (shard) => {
    const folder = path.join(root, conversationsFolder, shard);
    const names = await files.list(folder);
    if (!names) {
      made = true;
      await files.makeFolder(folder);
    }
    for (const name of names ?? [])
      if (name.endsWith(temporarySuffix)) await files.remove(path.join(folder, name));
  });
  if (!made) return;
  await files.syncFolder(path.join(root, conversationsFolder));
  await files.syncFolder(root);
};
