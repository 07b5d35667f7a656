import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartError } from '../../bot/errors.ts';
import type { Stores } from '../../bot/store/port.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { startPostgres, type TestServer } from './postgres-server.ts';
import { idOf, newConversation, withMessage } from './synthetic.ts';

let server: TestServer;
let url: string;
let stores: Stores | null;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  url = await server.newDatabase();
  stores = null;
});
afterEach(() => stores?.conversations.close());

const opened = async (): Promise<Stores> => (stores = await openPostgresStores({ url, report: () => {} }));

/** Opens where that must fail. */
const refusal = async (wrong: string): Promise<Error> => {
  const opening = openPostgresStores({ url: wrong, report: () => {} });
  const error: unknown = await opening.then(
    ({ conversations }) => conversations.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it was opened');
  return error;
};
const changed = (change: (wrong: URL) => unknown): string => {
  const wrong = new URL(url);
  change(wrong);
  return wrong.href;
};

describe('a start', () => {
  it.each<[string, (wrong: URL) => unknown, RegExp]>([
    [
      // Refused by a server that asks nobody for a password, too.
      'a wrong user and password',
      (wrong) => Object.assign(wrong, { username: 'nobody-here', password: 'wrong-secret' }),
      /28(P01|000)\): the server refuses .*mend DATABASE_URL/,
    ],
    ['no such database', (wrong) => (wrong.pathname = '/nowhere'), /3D000.*create it/],
    [
      'no such host',
      (wrong) => (wrong.hostname = 'nowhere.invalid'),
      /cannot be used.*mend DATABASE_URL|DATABASE_URL is right/,
    ],
  ])('with %s ends with one line that says what to do', async (_, change, message) => {
    const error = await refusal(changed(change));
    expect(error).toBeInstanceOf(StartError);
    expect(error.message).toMatch(/^The database of DATABASE_URL cannot be used \([^\n]+$/);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain(new URL(url).password);
    expect(error.message).not.toContain('wrong-secret');
  });

  it('where nothing listens ends with one line that says what to do', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    probe.close();
    expect((await refusal(changed((wrong) => (wrong.port = port)))).message).toMatch(
      /ECONNREFUSED\): nothing listens there; start the server, or mend DATABASE_URL$/,
    );
  });

  it('over the tables of a newer version changes nothing and names it', async () => {
    await opened();
    const operator = await server.connect(url);
    await operator.query(`INSERT INTO migrations (number, name) VALUES (9999, '9999-future.sql')`);
    await operator.end();
    expect((await refusal(url)).message).toMatch(/newer version \(9999-future\.sql\); start that version/);
  });

  it('in a database of another encoding says how to make one', async () => {
    const operator = await server.connect(url);
    const name = `${new URL(url).pathname.slice(1)}_latin`;
    await operator.query(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    const { message } = await refusal(changed((wrong) => (wrong.pathname = `/${name}`)));
    await operator.query(`DROP DATABASE ${name}`);
    await operator.end();
    expect(message).toMatch(/encoded in LATIN1; create it with ENCODING 'UTF8'/);
  });

  it('in a session that need not wait for the disk waits for it all the same', async () => {
    const operator = await server.connect(url);
    const name = new URL(url).pathname.slice(1);
    await operator.query(`ALTER DATABASE ${name} SET synchronous_commit TO off`);
    const { conversations } = await opened();
    // Each change records the setting under which it is made.
    await operator.query(`CREATE TABLE settings (value text)`);
    await operator.query(
      `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO settings VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$`,
    );
    await operator.query(
      `CREATE TRIGGER noted AFTER INSERT OR UPDATE ON conversations FOR EACH ROW EXECUTE FUNCTION note()`,
    );
    await conversations.create(newConversation('a'));
    await conversations.update(idOf('a'), async (current) => ({
      conversation: withMessage(current, 'm0'),
      result: undefined,
    }));
    const { rows } = await operator.query('SELECT value FROM settings');
    await operator.end();
    expect(rows).toEqual([{ value: 'on' }, { value: 'on' }]);
  });
});
