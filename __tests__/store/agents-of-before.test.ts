import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLowdbAccounts } from '../../bot/store/lowdb/open.ts';
import { openPostgresAccounts } from '../../bot/store/postgres/open.ts';
import { temporaryFolder } from '../service/running.ts';
import { startPostgres } from './postgres-server.ts';

/** As versions wrote it that knew passwords only. */
const stored =
  '{"id":"sato","name":"佐藤","role":"lead","passwordHash":"scrypt$1$1$1$a$a","createdAt":"2026-11-24T01:00:00.000Z"}';

describe('an account that was stored before there was another way in than a password', () => {
  test('is read from a data folder as it is, and written as it was', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder.path, 'agents.json'), `{"format":1,"agents":[${stored}]}`);
    const { agents } = await openLowdbAccounts(folder.path);
    expect(JSON.stringify(await agents.findAgent('sato'))).toBe(stored);
    await agents.changeAgent('sato', (agent) => ({ ...agent, role: 'agent' }));
    await agents.changeAgent('sato', (agent) => ({ ...agent, role: 'lead' }));
    expect(JSON.stringify(await agents.findAgent('sato'))).toBe(stored);
    await folder.dispose();
  });

  test('is read from PostgreSQL as it is', async () => {
    const database = await startPostgres();
    const url = await database.newDatabase();
    const { agents, close } = await openPostgresAccounts(url);
    const operator = await database.connect(url);
    await operator.query('INSERT INTO agents (id, agent) VALUES ($1, $2)', ['sato', stored]);
    await operator.end();
    expect(JSON.stringify(await agents.findAgent('sato'))).toBe(stored);
    await close();
    await database.stop();
  });
});
