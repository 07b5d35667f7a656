import { stat } from 'node:fs/promises';
import { StartError } from '../bot/errors.ts';
import { openLowdbAccounts } from '../bot/store/lowdb/open.ts';
import type { Accounts } from '../bot/store/port.ts';
import { openPostgresAccounts } from '../bot/store/postgres/open.ts';

/** What root writes into the server's folder, the server itself could not read. */
const refuseRootInForeignFolder = async (folder: string): Promise<void> => {
  const owner = (await stat(folder).catch(() => null))?.uid;
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return;
  throw new StartError(`${folder} belongs to user ${owner}; run this as that user, as the server runs`);
};

/** Runs a command on the accounts and the audit log of the server of the same settings (README.md, "Configuration"). */
export const withAccounts = async (task: (accounts: Accounts) => Promise<void>): Promise<void> => {
  if (process.env.DATABASE_URL) {
    const { close, ...accounts } = await openPostgresAccounts(process.env.DATABASE_URL);
    return task(accounts).finally(close);
  }
  const folder = process.env.MADOGUCHI_DATA || '.data';
  await refuseRootInForeignFolder(folder);
  return task(await openLowdbAccounts(folder));
};
