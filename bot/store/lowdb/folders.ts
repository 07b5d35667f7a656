import path from 'node:path';
import { needsDesk } from '../../domain/ticket.ts';
import { isConversationId } from '../conversation-id.ts';
import { DurableJson, temporarySuffix } from './durable-json.ts';
import type { Files } from './files.ts';
import {
  conversationFileSchema,
  conversationsFolder,
  deskDraftFolder,
  deskFolder,
  shards,
} from './layout.ts';
import { forEachLimited } from './limited.ts';

interface Place {
  files: Files;
  /** The data folder. */
  root: string;
  report: (error: unknown) => void;
}

const foldersAtOnce = 16;
const conversationSuffix = '.json';

/**
 * Makes the folders that are missing, clears half-written files, and returns the ids that are marked
 * as being at the desk. Reads names only, except when the desk's folder is missing: then it is made
 * anew from every conversation (after a restore from a backup, see README.md).
 */
export const prepareFolders = async (place: Place): Promise<string[]> => {
  await prepareShards(place);
  const { files, root } = place;
  const marked = await files.list(path.join(root, deskFolder));
  if (marked) return marked;
  return rebuildDesk(place);
};

const shardFolder = (root: string, shard: string): string => path.join(root, conversationsFolder, shard);

const prepareShards = async ({ files, root }: Place): Promise<void> => {
  let made = false;
  await forEachLimited(shards, foldersAtOnce, async (shard) => {
    const folder = shardFolder(root, shard);
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

/** Under another name until it is complete: half a desk that looks whole would hide customers. */
const rebuildDesk = async (place: Place): Promise<string[]> => {
  const { files, root } = place;
  const draft = path.join(root, deskDraftFolder);
  await files.makeFolder(draft);
  const found: string[] = [];
  await forEachLimited(shards, foldersAtOnce, async (shard) => {
    for (const id of await atDeskIn(place, shard)) {
      const marker = await files.create(path.join(draft, id));
      await marker.close();
      found.push(id);
    }
  });
  await files.syncFolder(draft);
  await files.rename(draft, path.join(root, deskFolder));
  await files.syncFolder(root);
  return found;
};

/** A damaged conversation is marked too: it may be one that waits, and comes back when it is mended. */
const atDeskIn = async (place: Place, shard: string): Promise<string[]> => {
  const names = (await place.files.list(shardFolder(place.root, shard))) ?? [];
  const found: string[] = [];
  for (const name of names) {
    const id = path.basename(name, conversationSuffix);
    if (!name.endsWith(conversationSuffix) || !isConversationId(id)) continue;
    if (await mayNeedDesk(place, `${conversationsFolder}/${shard}/${name}`)) found.push(id);
  }
  return found;
};

const mayNeedDesk = async ({ files, root, report }: Place, file: string): Promise<boolean> => {
  try {
    const stored = await new DurableJson({
      files,
      folder: root,
      file,
      schema: conversationFileSchema,
    }).read();
    return stored !== null && needsDesk(stored.conversation.desk);
  } catch (error) {
    report(error);
    return true;
  }
};
