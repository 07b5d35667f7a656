import { openLowdbAccounts } from '../bot/store/lowdb/open.ts';
import type { Accounts } from '../bot/store/port.ts';
import { openPostgresAccounts } from '../bot/store/postgres/open.ts';
import { serverFolder } from './server-folder.ts';

/** Runs a command on the accounts and the audit log of the server of the same settings (README.md, "Configuration"). */
export const withAccounts = async (task: (accounts: Accounts) => Promise<void>): Promise<void> => {
  if (process.env.DATABASE_URL) {
    const { close, ...accounts } = await openPostgresAccounts(process.env.DATABASE_URL);
    return task(accounts).finally(close);
  }
  return task(await openLowdbAccounts(await serverFolder()));
};
