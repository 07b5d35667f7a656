import path from 'node:path';
import type { Conversation } from '../../domain/conversation.ts';
import { isConversationId } from '../conversation-id.ts';
import { DurableJson } from './durable-json.ts';
import type { Files } from './files.ts';
import { conversationFileSchema, conversationsFolder } from './layout.ts';

export interface Place {
  files: Files;
  /** The data folder. */
  root: string;
  /** Hears of conversations that cannot be read. */
  report: (error: unknown) => void;
}

const conversationSuffix = '.json';

/** The ids of the conversations in a shard, by the names of their files. */
export const idsIn = async (
  { files, root }: Pick<Place, 'files' | 'root'>,
  shard: string,
): Promise<string[]> => {
  const names = (await files.list(path.join(root, conversationsFolder, shard))) ?? [];
  return names
    .filter((name) => name.endsWith(conversationSuffix))
    .map((name) => path.basename(name, conversationSuffix))
    .filter(isConversationId);
};

/** Each conversation of a shard, null in place of a damaged one. Writes nothing. */
export const forEachStored = async (
  place: Place,
  shard: string,
  task: (id: string, conversation: Conversation | null) => Promise<void>,
): Promise<void> => {
  for (const id of await idsIn(place, shard))
    await task(id, await readOrReport(place, `${conversationsFolder}/${shard}/${id}${conversationSuffix}`));
};

const readOrReport = async ({ files, root, report }: Place, file: string): Promise<Conversation | null> => {
  try {
    const place = { files, folder: root, file, schema: conversationFileSchema };
    return (await new DurableJson(place).read())?.conversation ?? null;
  } catch (error) {
    report(error);
    return null;
  }
};
