import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { placeOnDisk } from '../../bot/knowledge/knowledge-files.ts';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { agentToken, call, TestCustomer, type Answer } from './client.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';

const path = 'knowledge/articles/payslip-publish.md';
const original = minimalTexts[path] ?? '';
const changed = original.replace('**「公開」**を押します', '**「公開する」**を押します');
const pageSchema = z.object({ text: z.string(), fingerprint: z.string() });

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let tanaka: string;
let ito: string;

beforeAll(async () => {
  knowledge = await makeKnowledge({
    'knowledge/golden/articles/payslips.yaml': '- { q: 給与明細の公開方法, article: payslip-publish }\n',
  });
  data = await temporaryFolder();
  service = await startService({
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_APPROVED_BY_ANOTHER: 'on',
    MADOGUCHI_LOG_LEVEL: 'silent',
  });
  [tanaka, ito] = await Promise.all([agentToken(service.url, 'tanaka'), agentToken(service.url, 'ito')]);
});
afterAll(async () => {
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

const get = (rest: string, token = tanaka): Promise<Answer> =>
  call(`${service.url}/api/v1/editor/${rest}`, { token });
const post = (rest: string, body: unknown, token = tanaka): Promise<Answer> =>
  call(`${service.url}/api/v1/editor/${rest}`, { token, body });
const open = async (): Promise<z.infer<typeof pageSchema>> =>
  pageSchema.parse((await get(`page?path=${path}`)).body);
const save = async (text: string, token = tanaka): Promise<Answer> => {
  const { fingerprint } = await open();
  return call(`${service.url}/api/v1/editor/draft`, {
    method: 'PUT',
    token,
    body: { path, text, fingerprint },
  });
};

const ask = (): Promise<Answer> =>
  call(`${service.url}/api/v1/faq`, { body: { text: '給与明細の公開方法を教えてください' } });
const sendCsv = (body: string): Promise<Answer> =>
  call(`${service.url}/api/v1/editor/articles.csv`, {
    token: tanaka,
    body,
    headers: { 'Content-Type': 'text/csv' },
  });

describe('the workshop', () => {
  test('is closed to who is not logged in and to agents of the desk, and the desk to editors', async () => {
    expect((await call(`${service.url}/api/v1/editor/pages`)).status).toBe(401);
    expect(await get('pages', await agentToken(service.url))).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
    expect((await call(`${service.url}/api/v1/agent/queue`, { token: tanaka })).status).toBe(403);
  });

  test('lists every text with where it stands', async () => {
    const { body } = await get('pages');
    expect(body).toMatchObject({
      approvedByAnother: true,
      me: { id: 'tanaka', role: 'editor' },
      today: '2026-11-24',
      plans: [{ id: 'standard', name: 'スタンダードプラン' }],
      pages: expect.arrayContaining([
        expect.objectContaining({ path, state: 'served', approval: expect.objectContaining({ version: 1 }) }),
      ]),
    });
  });

  test('takes a draft from writing to what customers read, by two people', async () => {
    expect((await save(changed)).status).toBe(200);
    expect((await get('pages')).text).toContain('"state":"draft"');
    const { fingerprint } = await open();
    const reviewed = await post('review', { path, text: changed });
    expect(reviewed.body).toMatchObject({ blocks: expect.any(Array), title: expect.any(String) });
    expect(await post('publish', { path, fingerprint })).toMatchObject({
      status: 403,
      body: { code: 'own-draft' },
    });
    expect((await post('publish', { path, fingerprint }, ito)).status).toBe(200);
    expect(await readFile(placeOnDisk(knowledge.folders, path), 'utf8')).toBe(changed);
    let answer = await ask();
    while (!answer.text.includes('「公開する」')) answer = await ask();
    expect(answer.text).toContain('"version":2');
  });

  test('tells the second of two who write the same text, before and when they save', async () => {
    await post('editing', { path });
    expect((await post('editing', { path }, ito)).body).toEqual({ others: [{ id: 'tanaka', name: '田中' }] });
    const before = await open();
    await save(`${before.text}\n追記です。\n`, ito);
    const late = await call(`${service.url}/api/v1/editor/draft`, {
      method: 'PUT',
      token: tanaka,
      body: { path, text: before.text, fingerprint: before.fingerprint },
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'text-changed' } });
    expect(late.text).toContain('伊藤');
    await post('discard', { path, fingerprint: (await open()).fingerprint });
  });

  test('restores what customers read before, as a draft', async () => {
    const restored = await post('restore', { path, version: 1 });
    expect(restored.text).toContain('**「公開」**');
    await post('discard', { path, fingerprint: (await open()).fingerprint });
  });

  test('shows what the bot would say, as served, with drafts, and with a text being written', async () => {
    const question = '給与明細の公開方法を教えてください';
    const text = changed.replace('「公開する」', '「いま公開」');
    const served = await post('try', { question });
    expect(served.body).toMatchObject({ outcome: { kind: 'answer', target: 'payslip-publish' } });
    expect(served.text).not.toContain('いま公開');
    expect((await post('try', { question, page: { path, text } })).text).toContain('いま公開');
    await save(text);
    expect((await post('try', { question, knowledge: 'drafts' })).text).toContain('いま公開');
    const impact = await post('impact', { days: 0 });
    expect(impact.body).toMatchObject({ changes: [{ change: 'reworded', before: { kind: 'answer' } }] });
    await post('discard', { path, fingerprint: (await open()).fingerprint });
  });

  test('groups what nobody answered, adds it to an article’s draft, and begins a new article', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.say('社員証の写真を変更したい');
    const gaps = await get('gaps');
    expect(gaps.body).toMatchObject({
      questions: 1,
      groups: [{ example: '社員証の写真を変更したい', times: 1 }],
    });
    const added = await post('gaps/add', { path, questions: ['社員証の写真を変更したい'] });
    expect(added.text).toContain('社員証の写真を変更したい');
    await post('discard', { path, fingerprint: (await open()).fingerprint });
    const begun = await post('gaps/new', {
      id: 'id-card-photo',
      title: '社員証の写真を変えるには、どうすればよいですか？',
      group: 'payslips',
      questions: ['社員証の写真を変更したい'],
    });
    expect(begun.status).toBe(201);
    expect((await get('pages')).text).toContain('"state":"new"');
  });

  test('counts, and gives every table as a file that Excel opens', async () => {
    const range = 'from=2026-11-20&to=2026-11-24';
    const figures = await get(`figures?${range}`);
    expect(figures.body).toMatchObject({
      tables: expect.arrayContaining([expect.objectContaining({ id: 'solved', title: 'ボットによる解決' })]),
    });
    const csv = await get(`figures.csv?${range}&table=questions`);
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(csv.text).toContain('会話（件）');
    expect((await get('figures?from=2026-11-24&to=2026-11-20')).status).toBe(400);
    expect((await get('figures?from=2026-11-24')).status).toBe(400);
    expect((await get('figures?days=7')).body).toMatchObject({ from: '2026-11-18', to: '2026-11-24' });
  });

  test('gives all articles as a spreadsheet, and takes what was changed in it as drafts', async () => {
    const csv = (await get('articles.csv')).text;
    expect((await sendCsv(csv)).body).toEqual({ drafted: [], skipped: [], lost: [] });
    expect((await sendCsv(csv.replace('「公開する」', '「公開します」'))).body).toMatchObject({
      drafted: [{ id: 'payslip-publish' }],
    });
    expect((await sendCsv(csv.replace('「公開する」', '「別の」'))).body).toMatchObject({
      skipped: [{ id: 'payslip-publish', by: '田中' }],
    });
    expect(await sendCsv('何か,別の表\n1,2\n')).toMatchObject({
      status: 422,
      body: { code: 'csv-has-errors' },
    });
    await post('discard', { path, fingerprint: (await open()).fingerprint });
  });

  test.each([
    ['a path out of the folder', 'page?path=knowledge/articles/../../package.json.md'],
    ['a file that is no text', 'page?path=knowledge/approvals.json'],
    ['days without number', 'gaps?days=many'],
  ])('refuses %s', async (_what, rest) => {
    expect((await get(rest)).status).toBe(400);
  });
});
