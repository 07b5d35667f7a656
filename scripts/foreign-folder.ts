import { stat } from 'node:fs/promises';
import { StartError } from '../bot/errors.ts';

/** What root writes into the server's folder, the server itself could not read. */
export const refuseRootInForeignFolder = async (folder: string): Promise<void> => {
  const owner = (await stat(folder).catch(() => null))?.uid;
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return;
  throw new StartError(`${folder} belongs to user ${owner}; run this as that user, as the server runs`);
};
