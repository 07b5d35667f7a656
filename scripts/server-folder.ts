import { stat } from 'node:fs/promises';
import { StartError } from '../bot/errors.ts';

/**
 * The data folder of the server of the same settings, for commands that write beside it.
 * @throws StartError for root in another user's folder: what root writes, the server itself could not read.
 */
export const serverFolder = async (): Promise<string> => {
  const folder = process.env.MADOGUCHI_DATA || '.data';
  const owner = (await stat(folder).catch(() => null))?.uid;
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return folder;
  throw new StartError(`${folder} belongs to user ${owner}; run this as that user, as the server runs`);
};
