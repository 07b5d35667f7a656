import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { describeStores } from './contract.ts';
import { startPostgres, type TestServer } from './postgres-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeStores('PostgreSQL', async () => {
  const url = await server.newDatabase();
  // A memory of two conversations, so that most of the contract reads from the database.
  const stores = await openPostgresStores({ url, report: () => {}, recentLimit: 2 });
  return { stores, dispose: () => stores.conversations.close() };
});
