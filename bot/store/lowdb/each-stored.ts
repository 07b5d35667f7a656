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

/** Each conversation of a shard, null in place of a damaged one. Writes nothing. */
export const forEachStored = async (
  place: Place,
  shard: string,
  task: (id: string, conversation: Conversation | null) => Promise<void>,
): Promise<void> => {
  const names = (await place.files.list(path.join(place.root, conversationsFolder, shard))) ?? [];
  for (const name of names) {
    const id = path.basename(name, conversationSuffix);
    if (!name.endsWith(conversationSuffix) || !isConversationId(id)) continue;
    await task(id, await readOrReport(place, `${conversationsFolder}/${shard}/${name}`));
  }
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
