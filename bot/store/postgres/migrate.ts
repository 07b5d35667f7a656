import { Client } from 'pg';
import { z } from 'zod';
import { StartError } from '../../errors.ts';
import { connectionTo } from './database.ts';
import { query, readMigrations, type Migration } from './queries.ts';

const serverRows = z.tuple([z.object({ version: z.int(), encoding: z.string() })]);
const appliedRows = z.array(z.object({ number: z.int(), name: z.string() }));

/** `xid8`, by which changes are looked for, came with 13. */
const leastVersion = 130_000;

/**
 * Brings the database to what this program knows: all in one transaction under a lock, so that instances
 * that start at once do it once, and a migration that fails leaves nothing.
 * @throws StartError for a server or a database that cannot serve.
 */
export const migrateSchema = async (url: string): Promise<void> => {
  const client = new Client(connectionTo(url));
  client.on('error', () => {});
  try {
    await client.connect();
    await requireServer(client);
    await client.query('BEGIN');
    await client.query(query('lock-migrations'));
    await client.query(query('make-migrations'));
    for (const migration of await missing(client)) await apply(client, migration);
    await client.query('COMMIT');
  } finally {
    // Ends an unfinished transaction, too.
    await client.end().catch(() => {});
  }
};

const requireServer = async (client: Client): Promise<void> => {
  const [{ version, encoding }] = serverRows.parse((await client.query(query('server'))).rows);
  if (version < leastVersion)
    throw new StartError('The server of DATABASE_URL is older than PostgreSQL 13; update it');
  if (encoding !== 'UTF8')
    throw new StartError(
      `The database of DATABASE_URL is encoded in ${encoding}; create it with ENCODING 'UTF8' TEMPLATE template0`,
    );
};

const missing = async (client: Client): Promise<Migration[]> => {
  const known = readMigrations();
  const applied = appliedRows.parse((await client.query(query('list-migrations'))).rows);
  const newer = applied.find(({ number }) => !known.some((migration) => migration.number === number));
  if (newer)
    throw new StartError(
      `The database of DATABASE_URL was migrated by a newer version (${newer.name}); start that version, or restore a backup`,
    );
  return known.filter(({ number }) => !applied.some((each) => each.number === number));
};

const apply = async (client: Client, { number, name, text }: Migration): Promise<void> => {
  await client.query(text);
  await client.query(query('record-migration', [number, name]));
};
