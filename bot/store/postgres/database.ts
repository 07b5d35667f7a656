import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type ClientBase, type ClientConfig, type QueryConfig, type QueryResult } from 'pg';
import { asUnavailable } from './failures.ts';
import { query, type QueryName } from './queries.ts';

/** Runs queries by name. Rows are checked by whoever asked. */
export interface Session {
  /** @throws AppError `storage-unavailable` */
  query(name: QueryName, values?: readonly unknown[]): Promise<unknown[]>;
}

/** How long anything waits for the server before it is `storage-unavailable`. Ordered: each is told of by the next. */
const connectMs = 5_000;
/** A row's lock: another instance's turn takes milliseconds, so who waits this long waits for a stuck one. */
const lockMs = 5_000;
const statementMs = 8_000;
/** By our own clock, for a network that swallows everything. */
const answerMs = 10_000;
/** The server ends a transaction that an instance has left standing, and frees its rows. */
const abandonedMs = 30_000;
const partingMs = 2_000;

/**
 * Connections of one instance for each of reading and writing. More lets more turns wait for the disk side
 * by side; all instances together must stay below the server's `max_connections` (100 as it comes).
 */
const connectionsEach = 8;

/** What every connection of ours is made with. */
export const connectionTo = (url: string): ClientConfig => ({
  connectionString: url,
  fallback_application_name: 'madoguchi',
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
});

/**
 * The connections to PostgreSQL. Reading has its own: a change may read while it holds one for writing, and
 * with a common pool as many changes as there are connections would wait for each other for ever.
 */
export class Database implements Session {
  readonly #reading: Pool;
  readonly #writing: Pool;
  readonly #apart: Pool;

  /** `report` hears of connections that were lost while nobody used them. */
  constructor(url: string, report: (error: unknown) => void) {
    this.#reading = openPool({ url, report });
    this.#writing = openPool({ url, report, prepare: prepareWriting });
    this.#apart = openPool({ url, report, prepare: prepareWriting, max: 1 });
  }

  /** Reads what is committed. */
  async query(name: QueryName, values: readonly unknown[] = []): Promise<unknown[]> {
    return withConnection(this.#reading, (connection) => connection.query(name, values));
  }

  /** One statement that writes; durable when it resolves. */
  async write(name: QueryName, values: readonly unknown[] = []): Promise<unknown[]> {
    return withConnection(this.#writing, (connection) => connection.query(name, values));
  }

  /** Durable when it resolves; when `task` rejects, nothing is written and its rejection is passed on. */
  async transaction<T>(task: (session: Session) => Promise<T>): Promise<T> {
    return withConnection(this.#writing, (connection) => connection.transaction(task));
  }

  /** A transaction that changes may wait for: it has a connection of its own, one for all of them. */
  async transactionApart<T>(task: (session: Session) => Promise<T>): Promise<T> {
    return withConnection(this.#apart, (connection) => connection.transaction(task));
  }

  /** Waits for what is under way, but not for a server that does not even say good-bye. */
  async close(): Promise<void> {
    const ended = Promise.all([this.#reading, this.#writing, this.#apart].map((pool) => pool.end()));
    await Promise.race([ended, sleep(partingMs, undefined, { ref: false })]);
  }
}

/** A connection while it is lent. After any failure of it the pool makes a new one: none is mended. */
class Connection implements Session {
  readonly #client: ClientBase;
  failed = false;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  async query(name: QueryName, values: readonly unknown[] = []): Promise<unknown[]> {
    const { rows } = await this.#run(query(name, values), name);
    return rows;
  }

  async transaction<T>(task: (session: Session) => Promise<T>): Promise<T> {
    await this.#run({ text: 'BEGIN' }, 'BEGIN');
    try {
      const result = await task(this);
      const { command } = await this.#run({ text: 'COMMIT' }, 'COMMIT');
      // The server answers the COMMIT of a failed transaction with ROLLBACK, and with no error.
      if (command !== 'COMMIT') throw asUnavailable(new Error(`the answer ${command}`), 'COMMIT');
      return result;
    } catch (error) {
      // What cannot even be rolled back is lost, and its transaction with it.
      if (!this.failed) await this.#run({ text: 'ROLLBACK' }, 'ROLLBACK').catch(() => {});
      throw error;
    }
  }

  async #run(config: QueryConfig, doing: string): Promise<QueryResult<Record<string, unknown>>> {
    try {
      return await this.#client.query<Record<string, unknown>>(config);
    } catch (error) {
      this.failed = true;
      throw asUnavailable(error, doing);
    }
  }
}

const withConnection = async <T>(pool: Pool, task: (connection: Connection) => Promise<T>): Promise<T> => {
  const client = await pool.connect().catch((error: unknown) => {
    throw asUnavailable(error, 'connecting');
  });
  const connection = new Connection(client);
  try {
    return await task(connection);
  } finally {
    client.release(connection.failed);
  }
};

const prepareWriting = async (client: ClientBase): Promise<void> => {
  await client.query(query('writing-session'));
};

interface PoolOptions {
  url: string;
  report: (error: unknown) => void;
  prepare?: (client: ClientBase) => Promise<void>;
  max?: number;
}

const openPool = ({ url, report, prepare = async () => {}, max = connectionsEach }: PoolOptions): Pool => {
  const pool = new Pool({
    ...connectionTo(url),
    max,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    idle_in_transaction_session_timeout: abandonedMs,
    onConnect: prepare,
  });
  pool.on('error', (error) => report(asUnavailable(error, 'an idle connection')));
  // The pool hears only idle connections. One lost in the middle of a change would end the process by an
  // `error` that nobody hears; the change learns of it by its next query.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
};
