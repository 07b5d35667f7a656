import { z } from 'zod';
import { conversationSchema, type Conversation } from '../../domain/conversation.ts';
import { AppError } from '../../errors.ts';
import { storageDamaged } from '../storage-errors.ts';
import { DurableJson, asUnavailable } from './durable-json.ts';
import { idsIn } from './each-stored.ts';
import type { Files } from './files.ts';
import { conversationFile, conversationFileSchema, conversationsFolder, shards } from './layout.ts';
import { forEachLimited } from './limited.ts';

/**
 * Files looked at for one portion, which is held in memory while it is read. Sane: 20 to 500; more makes
 * longer bursts of work beside the customers' turns.
 */
const portionSize = 100;

/** Read side by side; the event loop is held for no longer than these take to parse and check, some milliseconds. */
const readsAtOnce = 8;

interface Place {
  files: Files;
  /** The data folder. */
  root: string;
  /** Hears of conversations that cannot be read. */
  report: (id: string, error: unknown) => void;
}

/** Of a file that is older no more is checked than its time: most of them are. */
const schemaSince = (since: Date): z.ZodType<Conversation | null> => {
  const from = since.getTime();
  const older = z
    .object({ conversation: z.object({ updatedAt: conversationSchema.shape.updatedAt }) })
    .refine(({ conversation }) => Date.parse(conversation.updatedAt) < from)
    .transform(() => null);
  return z.union([older, conversationFileSchema.transform(({ conversation }) => conversation)]);
};

/**
 * Reads every file once, since there is no index by age (`select-stored.ts` says why), and each that changed
 * since then whole.
 */
export const readChanged = async function* (place: Place, since: Date): AsyncGenerator<Conversation[]> {
  const schema = schemaSince(since);
  for (const shard of shards) {
    const ids = await listed(place, shard);
    for (let from = 0; from < ids.length; from += portionSize)
      yield await readPortion(place, schema, ids.slice(from, from + portionSize));
  }
};

const listed = async (place: Place, shard: string): Promise<string[]> => {
  try {
    return await idsIn(place, shard);
  } catch (error) {
    throw asUnavailable(error, `listing ${conversationsFolder}/${shard}`);
  }
};

const readPortion = async (
  place: Place,
  schema: z.ZodType<Conversation | null>,
  ids: readonly string[],
): Promise<Conversation[]> => {
  const found: Conversation[] = [];
  await forEachLimited(ids, readsAtOnce, async (id) => {
    const conversation = await readOrReport(place, schema, id);
    if (conversation) found.push(conversation);
  });
  return found;
};

const readOrReport = async (
  { files, root, report }: Place,
  schema: z.ZodType<Conversation | null>,
  id: string,
): Promise<Conversation | null> => {
  const file = conversationFile(id);
  try {
    const found = await new DurableJson({ files, folder: root, file, schema }).read();
    if (found && found.id !== id) throw storageDamaged(file, 'it holds another conversation');
    return found;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'storage-damaged') throw error;
    report(id, error);
    return null;
  }
};
