import {
  openPostgresStores,
  type PostgresOptions,
  type PostgresStores,
} from '../../bot/store/postgres/open.ts';
import { startPostgres, type TestServer } from './postgres-server.ts';

/** A server for the tests of one file, and a new database for each of them. */
export interface PostgresStage {
  readonly server: TestServer;
  /** Of this test's database. */
  readonly url: string;
  /** What the instances of this test have reported. */
  readonly reported: readonly unknown[];
  /** One more instance over this test's database, closed after it. */
  instance(options?: Pick<PostgresOptions, 'hints'>): Promise<PostgresStores>;
}

/** Sets the stage by jest's hooks; to be called once, at the top of a file. */
export const setPostgres = (): PostgresStage => {
  let server: TestServer | null = null;
  let test = { url: '', open: [] as PostgresStores[], reported: [] as unknown[] };
  const standing = (): TestServer => {
    if (!server) throw new Error('the stage is set before the first test only');
    return server;
  };
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    test = { url: await standing().newDatabase(), open: [], reported: [] };
  });
  afterEach(() => Promise.all(test.open.map(({ conversations }) => conversations.close())));
  return {
    get server() {
      return standing();
    },
    get url() {
      return test.url;
    },
    get reported() {
      return test.reported;
    },
    instance: async (options = {}) => {
      const { url, open, reported } = test;
      const report = (error: unknown): void => void reported.push(error);
      const stores = await openPostgresStores({ url, report, ...options });
      open.push(stores);
      return stores;
    },
  };
};
