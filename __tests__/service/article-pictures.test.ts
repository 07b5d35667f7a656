import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { answerOf, type Answer } from '../../scripts/proof/call.ts';
import { sha256 } from '../../bot/knowledge/approved-text.ts';
import { diagram, noise } from '../knowledge/diagram.ts';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { agentToken, call, TestCustomer } from './client.ts';
import { animation, bomb, photograph, secret } from './pictures.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';

const path = 'knowledge/articles/payslip-publish.md';
const original = minimalTexts[path] ?? '';
const pageSchema = z.object({ text: z.string(), fingerprint: z.string() });
const newPictureSchema = z.object({
  name: z.string(),
  address: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
});

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let tanaka: string;

beforeAll(async () => {
  knowledge = await makeKnowledge();
  data = await temporaryFolder();
  service = await startService({
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_LOG_LEVEL: 'silent',
  });
  tanaka = await agentToken(service.url, 'tanaka');
});
afterAll(async () => {
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

const editor = (): string => `${service.url}/api/v1/editor`;
const send = async (
  picture: Buffer,
  { type = 'image/png', token = tanaka, page = path } = {},
): Promise<Answer> =>
  answerOf(
    await fetch(`${editor()}/pictures?path=${page}`, {
      method: 'POST',
      headers: { 'Content-Type': type, Authorization: `Bearer ${token}` },
      body: new Uint8Array(picture),
    }),
  );
const sent = async (picture: Buffer, type = 'image/png') =>
  newPictureSchema.parse((await send(picture, { type })).body);
const fetched = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${service.url}${address}`, { headers });
const asEditor = { Authorization: '' };
beforeAll(() => {
  asEditor.Authorization = `Bearer ${tanaka}`;
});
const addressOf = (bytes: Buffer): string => `/pictures/${sha256(bytes)}.png`;

const publish = async (text: string): Promise<void> => {
  const { fingerprint } = pageSchema.parse(
    (await call(`${editor()}/page?path=${path}`, { token: tanaka })).body,
  );
  const body = { path, text, fingerprint };
  const saved = pageSchema.parse(
    (await call(`${editor()}/draft`, { method: 'PUT', token: tanaka, body })).body,
  );
  const order = { path, fingerprint: saved.fingerprint };
  expect((await call(`${editor()}/publish`, { token: tanaka, body: order })).status).toBe(200);
};
const ask = async (text = '給与明細の公開方法を教えてください'): Promise<string> =>
  (await call(`${service.url}/api/v1/faq`, { body: { text } })).text;
const answered = async (part: string): Promise<string> => {
  let text = await ask();
  while (!text.includes(part)) text = await ask();
  return text;
};

describe('a picture that an editor sends', () => {
  test('is made anew from its pixels, with nothing of the camera, and waits beside the drafts', async () => {
    const { name, width, height, address } = await sent(
      await photograph('jpeg', { orientation: 6 }),
      'image/jpeg',
    );
    expect([width, height]).toEqual([40, 60]);
    const kept = await readFile(join(knowledge.folders.knowledge, 'drafts/pictures', name));
    expect(kept.includes(secret)).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 60 });
    const response = await fetched(address, asEditor);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(kept);
  });

  test('is as small as customers’ phones need it: at most 2,000 pixels on a side and 300 KB', async () => {
    const large = await sent(await diagram('png', { width: 3_000, height: 600 }));
    expect(large).toMatchObject({ width: 2_000, height: 400 });
    const heavy = await sent(await noise(500, 400));
    expect(heavy.name).toMatch(/\.webp$/);
    expect(heavy.bytes).toBeLessThanOrEqual(300 * 1024);
  });

  test('has one frame, even where it moved', async () => {
    const { address } = await sent(await animation(), 'image/webp');
    const bytes = Buffer.from(await (await fetched(address, asEditor)).arrayBuffer());
    expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
  });

  test.each([
    [
      'no picture',
      () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      415,
      'picture-type-not-supported',
    ],
    [
      'cut off',
      async () => (await diagram('png', { width: 300, height: 300 })).subarray(0, 200),
      422,
      'picture-broken',
    ],
    ['a bomb', bomb, 422, 'picture-broken'],
    ['too heavy at any size', () => noise(1_500, 1_100), 422, 'picture-too-heavy'],
    ['too long to be read', () => Promise.resolve(Buffer.alloc(8 * 1024 * 1024 + 1)), 413, 'body-too-large'],
  ])('is refused when it is %s, and nothing is kept', async (_what, make, status, code) => {
    const before = await readdir(join(knowledge.folders.knowledge, 'drafts/pictures')).catch(() => []);
    expect(await send(await make())).toMatchObject({ status, body: { code } });
    expect(await readdir(join(knowledge.folders.knowledge, 'drafts/pictures')).catch(() => [])).toEqual(
      before,
    );
  });

  test('is refused by its announced type, for a page that cannot be, and from who is no editor', async () => {
    const picture = await diagram();
    expect(await send(picture, { type: 'image/svg+xml' })).toMatchObject({ status: 415 });
    expect(await send(picture, { page: 'knowledge/../../etc/passwd' })).toMatchObject({ status: 400 });
    expect(await send(picture, { token: await agentToken(service.url) })).toMatchObject({ status: 403 });
    expect(await send(picture, { token: 'nobody' })).toMatchObject({ status: 401 });
  });
});

describe('the picture of an article', () => {
  test('is seen by nobody but editors before it is published', async () => {
    const { address } = await sent(await diagram('png', { colour: '#101080' }));
    expect((await fetched(address.replace('/api/v1/editor', ''))).status).toBe(404);
    expect((await fetched(address)).status).toBe(401);
    const seen = await fetched(address, asEditor);
    expect(seen.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
    expect((await fetched(`/api/v1/editor/pictures/${'0'.repeat(64)}.png`, asEditor)).status).toBe(404);
  });

  test('is published with the text: customers get its address, and its bytes for good, as nothing but a picture', async () => {
    const { name, address } = await sent(await diagram('png', { colour: '#108010' }));
    await publish(`${original}\n![公開のボタンの場所](pictures/${name})\n`);
    const src = address.replace('/api/v1/editor', '');
    const answer = await answered('"type":"picture"');
    expect(answer).toContain(
      `{"type":"picture","alt":"公開のボタンの場所","src":"${src}","width":60,"height":40}`,
    );
    const response = await fetched(src);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'cross-origin-resource-policy': 'same-origin',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(`/pictures/${sha256(bytes)}.png`).toBe(src);
    const tag = response.headers.get('ETag') ?? '';
    // Without it `fetch` adds `no-cache`.
    const again = await fetched(src, { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' });
    expect(again.status).toBe(304);
  });

  test('stands in the agents’ list of texts, and where only text is shown, as its description', async () => {
    const sato = await agentToken(service.url);
    const texts = await call(`${service.url}/api/v1/agent/texts?q=${encodeURIComponent('給与明細 公開')}`, {
      token: sato,
    });
    expect(texts.text).toContain('〔図：公開のボタンの場所〕');
    const customer = await TestCustomer.open(service.url);
    await customer.say('給与明細の公開方法を教えてください');
    await customer.queue();
    const token = sato;
    const seen = await call(`${service.url}/api/v1/agent/conversations/${customer.id}`, { token });
    expect(seen.text).toContain('"type":"picture"');
  });

  test('goes on as it was approved while another one lies in its place', async () => {
    const before = await ask();
    const [name = ''] = await readdir(join(knowledge.folders.knowledge, 'pictures'));
    await knowledge.write(`knowledge/pictures/${name}`, await diagram('png', { colour: '#801010' }));
    await knowledge.write(
      'knowledge/links.yaml',
      'inquiryForm: { label: 別の名前, href: "https://example.com/inquiry" }\n',
    );
    while (!(await ask('ロックの曲をかけて')).includes('別の名前'));
    expect(await ask()).toBe(before);
    await knowledge.approveAll();
    const src = addressOf(await diagram('png', { colour: '#801010' }));
    await answered(src);
    expect((await fetched(src)).status).toBe(200);
  });

  test.each([
    '/pictures/',
    '/pictures/a.png',
    `/pictures/${'0'.repeat(64)}.png`,
    '/pictures/..%2Fapprovals.json',
    '/pictures/%00',
  ])('is nothing else than what was approved: %s is not there', async (address) => {
    expect((await fetched(address)).status).toBe(404);
  });
});
