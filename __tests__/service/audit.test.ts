import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../commands/run.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { startSmallService, temporaryFolder, type RunningService } from './running.ts';

let service: RunningService;
let api: string;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  service = await startSmallService({ MADOGUCHI_DATA: data.path });
  api = `${service.url}/api/v1/agent`;
});
afterAll(async () => {
  await service.stop();
  await data.dispose();
});

const run = (script: string, ...args: string[]) =>
  runCommand(script, args, { env: { MADOGUCHI_DATA: data.path } });

const tokenFor = async (...args: string[]): Promise<string> =>
  /mdg_\S+/.exec((await run('token', 'create', ...args)).out)?.[0] ?? '';

const act = (id: string, what: string, token: string) =>
  call(`${api}/conversations/${id}/${what}`, { token, body: {} });

const rowsSchema = z.object({
  rows: z.array(z.object({ actor: z.string(), act: z.string(), subject: z.string().nullable() })),
});
const actsAbout = async (id: string, token: string): Promise<[string, string][]> => {
  const { body } = await call(`${api}/audit?subject=conversation:${id}`, { token });
  return rowsSchema
    .parse(body)
    .rows.map(({ actor, act: done }): [string, string] => [actor, done])
    .toReversed();
};

const queued = async (): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  return customer;
};

test('people and programs work at one desk, and the audit log tells them apart', async () => {
  const program = await tokenFor('--agent', 'sato', '--scopes', 'read,write');
  const auditor = await tokenFor('--name', '監査', '--role', 'lead', '--scopes', 'audit');
  const customer = await queued();
  const [lead, suzuki] = [
    await agentToken(service.url, 'takahashi'),
    await agentToken(service.url, 'suzuki'),
  ];
  expect((await act(customer.id, 'claim', program)).status).toBe(200);
  expect((await call(`${api}/conversations/${customer.id}`, { token: suzuki })).status).toBe(200);
  expect(await act(customer.id, 'close', suzuki)).toMatchObject({
    status: 403,
    body: { code: 'role-not-allowed', owner: { id: 'sato' } },
  });
  expect((await act(customer.id, 'close', lead)).status).toBe(200);
  expect(await actsAbout(customer.id, auditor)).toEqual([
    [expect.stringMatching(/^token:t-/), 'claim'],
    ['agent:suzuki', 'conversation-read'],
    ['agent:takahashi', 'close'],
  ]);
  const verified = await run('audit', 'verify');
  expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('all of them fit') });
});

test('while the audit log cannot be written nothing is claimed, customers write on, and all comes back by itself', async () => {
  const sato = await agentToken(service.url);
  const customer = await queued();
  const folder = join(data.path, 'audit');
  await rename(folder, `${folder}.away`);
  // A file where the folder belongs.
  await writeFile(folder, '');
  const refused = await act(customer.id, 'claim', sato);
  expect(refused).toMatchObject({ status: 503, body: { code: 'storage-unavailable' } });
  expect(refused.headers.get('retry-after')).not.toBeNull();
  expect((await customer.say('まだでしょうか')).status).toBe(201);
  expect(await call(`${api}/conversations/${customer.id}`, { token: sato })).toMatchObject({
    status: 200,
    body: { state: 'waiting' },
  });
  await rm(folder);
  await rename(`${folder}.away`, folder);
  expect((await act(customer.id, 'claim', sato)).status).toBe(200);
  expect(await run('audit', 'verify')).toMatchObject({ code: 0 });
});

test('a revoked token is refused by the running server at once', async () => {
  const token = await tokenFor('--name', '集計', '--scopes', 'read');
  expect((await call(`${api}/queue`, { token })).status).toBe(200);
  const listed = await run('token', 'list');
  const id =
    listed.out
      .split('\n')
      .find((line) => line.includes('集計'))
      ?.split('\t')[0] ?? '';
  await run('token', 'revoke', id);
  expect(await call(`${api}/queue`, { token })).toMatchObject({
    status: 401,
    body: { code: 'token-invalid' },
  });
});

test('no token has been told in the log of the program', () => {
  expect(service.output()).not.toContain('mdg_');
});
