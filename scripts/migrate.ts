import { parseArgs } from 'node:util';
import { StartError } from '../bot/errors.ts';
import { FolderReader } from '../bot/store/lowdb/read-folder.ts';
import { openPostgresStores } from '../bot/store/postgres/open.ts';
import { move, type Moved } from './migrate/move.ts';
import { endWith } from './end-with.ts';

const usage = `usage: DATABASE_URL=postgres://… npm run migrate -- --from DATA_FOLDER [--add]
Copies the conversations, agents, API tokens and webhooks of a data folder into PostgreSQL; the folder stays as it is.
--add: into a database that holds some already; what it has under the same id stays.`;

const readCommand = (): { from: string; add: boolean; url: string } => {
  const { from, add } = split(process.argv.slice(2));
  if (!from) throw new StartError(`--from is missing\n${usage}`);
  const url = process.env.DATABASE_URL;
  if (!url) throw new StartError(`DATABASE_URL is missing; set it to the database to move into\n${usage}`);
  return { from, add: add ?? false, url };
};

const split = (args: string[]) => {
  try {
    return parseArgs({ args, options: { from: { type: 'string' }, add: { type: 'boolean' } } }).values;
  } catch {
    throw new StartError(`An option is unknown or lacks its value\n${usage}`);
  }
};

const tell = (moved: Moved): void => {
  const lines = [
    `Moved ${moved.conversations} conversations with ${moved.events} events; ${moved.atDesk} are at the desk, ${moved.inHistory} in its history`,
    `Moved ${moved.agents} agents; they keep their passwords and log in anew`,
    `Moved ${moved.tokens} API tokens; the audit log stays in the folder, and another begins in the database`,
  ];
  if (moved.endpoints > 0 || moved.deliveries > 0)
    lines.push(
      `Moved ${moved.endpoints} webhook endpoints with their secrets, and ${moved.deliveries} webhooks that were not delivered`,
    );
  if (moved.pictures > 0) lines.push(`Moved ${moved.pictures} pictures`);
  if (moved.alreadyThere > 0) lines.push(`Left ${moved.alreadyThere} as they are, which were there already`);
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const reason of moved.unreadable) process.stderr.write(`Not moved: ${reason}\n`);
};

/** `npm run migrate`: from one machine's data folder to the database of several instances. */
const main = async (): Promise<void> => {
  const { from, add, url } = readCommand();
  const folder = new FolderReader(from);
  await folder.requireIdle();
  const stores = await openPostgresStores({ url, report: () => {} });
  try {
    if (!add && !(await stores.isEmpty()))
      throw new StartError(
        'The database of DATABASE_URL holds conversations or agents already; name an empty one, or use --add',
      );
    const moved = await move(folder, stores);
    // A server that was started meanwhile has written what may be missing now.
    await folder.requireIdle();
    tell(moved);
    if (moved.unreadable.length > 0) process.exitCode = 1;
  } finally {
    await stores.conversations.close();
  }
};

await main().catch(endWith);
