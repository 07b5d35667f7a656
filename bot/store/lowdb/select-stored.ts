import path from 'node:path';
import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import { customerSchema } from '../../domain/customer.ts';
import { AppError } from '../../errors.ts';
import type { SelectedPortion, Selection } from '../port.ts';
import { isSelected } from '../selection.ts';
import { DurableJson, asUnavailable } from './durable-json.ts';
import { idsIn } from './each-stored.ts';
import type { Files } from './files.ts';
import { conversationFile, conversationsFolder, shards } from './layout.ts';
import { forEachLimited } from './limited.ts';

/**
 * Files looked at for one portion: what a pause between two portions follows. Sane: 20 to 500; more makes
 * longer bursts of work beside the customers' turns.
 */
const portionSize = 100;

/** Read side by side; the event loop is held for no longer than these take to parse, about a millisecond. */
const readsAtOnce = 8;

/** The little that decides. Its events are not checked: most files that are looked at are not selected. */
const peekSchema = z.object({
  conversation: z.object({
    id: conversationSchema.shape.id,
    updatedAt: conversationSchema.shape.updatedAt,
    customer: z.object({ subject: customerSchema.shape.subject }),
  }),
});

interface Place {
  files: Files;
  /** The data folder. */
  root: string;
  /** Hears of conversations that cannot be read. */
  report: (id: string, error: unknown) => void;
}

/**
 * Looks through every stored conversation, since there is no index: a person is looked for some times a
 * year, and one more durable write for each conversation would be paid by every customer.
 */
export const selectStored = async function* (
  place: Place,
  selection: Selection,
): AsyncGenerator<SelectedPortion> {
  for (const shard of shards) {
    const ids = await listed(place, shard);
    for (let from = 0; from < ids.length; from += portionSize)
      yield await look(place, selection, ids.slice(from, from + portionSize));
  }
};

/**
 * Makes durable what was removed from the shards. A removal whose fsync failed leaves nothing by which it
 * could be found again; after this, what is not found cannot come back with a power cut either.
 */
export const settleRemovals = async ({ files, root }: Pick<Place, 'files' | 'root'>): Promise<void> => {
  try {
    for (const shard of shards) await files.syncFolder(path.join(root, conversationsFolder, shard));
  } catch (error) {
    throw asUnavailable(error, `syncing ${conversationsFolder}`);
  }
};

const listed = async (place: Place, shard: string): Promise<string[]> => {
  try {
    return await idsIn(place, shard);
  } catch (error) {
    throw asUnavailable(error, `listing ${conversationsFolder}/${shard}`);
  }
};

const look = async (place: Place, selection: Selection, ids: string[]): Promise<SelectedPortion> => {
  const portion: SelectedPortion = { ids: [], unreadable: [] };
  await forEachLimited(ids, readsAtOnce, async (id) => {
    const peeked = await peek(place, id);
    if (peeked === 'unreadable') portion.unreadable.push(conversationFile(id));
    else if (peeked && isSelected(selection, peeked)) portion.ids.push(id);
  });
  return portion;
};

const peek = async ({ files, root, report }: Place, id: string) => {
  const file = conversationFile(id);
  try {
    const read = await new DurableJson({ files, folder: root, file, schema: peekSchema }).read();
    if (!read) return null;
    const { updatedAt, customer } = read.conversation;
    return { updatedAt, customer: customer.subject };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'storage-damaged') throw error;
    report(id, error);
    return 'unreadable';
  }
};
