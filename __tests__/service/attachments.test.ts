import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { agentToken, call, TestCustomer, type Answer } from './client.ts';
import { animation, bomb, photograph, secret } from './pictures.ts';
import { startSmallService, temporaryFolder, type RunningService } from './running.ts';
import { numbered, readStream } from './stream.ts';

let service: RunningService;
let api: string;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

const leftOver = 'conversation-of-a-crash.picture-of-a-crash-1';

const start = () =>
  startSmallService({
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
    MADOGUCHI_REQUESTS_PER_MINUTE: '1000000',
  });

const storedPictures = async (): Promise<string[]> => {
  const entries = await readdir(join(data.path, 'attachments'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

beforeAll(async () => {
  data = await temporaryFolder();
  // What a crash between bytes and event leaves.
  for (const folder of ['in-doubt', 'aa'])
    await mkdir(join(data.path, 'attachments', folder), { recursive: true });
  await writeFile(join(data.path, 'attachments', 'in-doubt', leftOver), '');
  service = await start();
  api = `${service.url}/api/v1`;
});
afterAll(async () => {
  await service.stop();
  await data.dispose();
});

const problem = (status: number, code: string) => ({ status, body: { status, code } });

/** A customer who waits for a person. */
const waiting = async (): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  return customer;
};

const send = (customer: TestCustomer, ...sent: Parameters<TestCustomer['sendPicture']>): Promise<Answer> =>
  customer.sendPicture(...sent);

const sentSchema = z.object({
  events: z.tuple([
    z.object({
      type: z.literal('attachment'),
      seq: z.number(),
      picture: z.object({ id: z.string(), mediaType: z.string(), width: z.number(), height: z.number() }),
    }),
  ]),
});
const sentPicture = (answer: Answer) => sentSchema.parse(answer.body).events[0];

const fetchPicture = async (address: string, token: string) => {
  const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` } });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};
const fetchAsAgent = async (customer: TestCustomer, id: string) =>
  fetchPicture(`${api}/agent/conversations/${customer.id}/attachments/${id}`, await agentToken(service.url));

describe('a picture (N3)', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'of type %s is made anew: turned, no larger than needed, and with nothing in it but pixels',
    async (format) => {
      const customer = await waiting();
      const original = await photograph(format, { width: 3_000, height: 1_500, orientation: 6 });
      expect(original.includes(secret)).toBe(true);
      const answer = await send(customer, original, { type: `image/${format}` });
      expect(answer).toMatchObject({
        status: 201,
        body: { events: [{ kind: 'picture', columns: null, redacted: null }] },
      });
      const { picture } = sentPicture(answer);
      expect(picture).toMatchObject({ mediaType: `image/${format}`, width: 1_280, height: 2_560 });
      const { bytes } = await fetchPicture(`${customer.path}/attachments/${picture.id}`, customer.token);
      expect(bytes.includes(secret)).toBe(false);
      const read = await sharp(bytes).metadata();
      expect(read).toMatchObject({ format, width: 1_280, height: 2_560 });
      expect([read.exif, read.icc, read.xmp, read.iptc, read.orientation]).toEqual(Array(5).fill(undefined));
    },
  );

  test('is what its content says, whatever its name', async () => {
    const answer = await send(await waiting(), await photograph('jpeg'), { type: 'image/png' });
    expect(sentPicture(answer).picture.mediaType).toBe('image/jpeg');
  });

  test('that moves stands still', async () => {
    const customer = await waiting();
    const { picture } = sentPicture(await send(customer, await animation(), { type: 'image/webp' }));
    const { bytes } = await fetchPicture(`${customer.path}/attachments/${picture.id}`, customer.token);
    expect((await sharp(bytes, { animated: true }).metadata()).pages ?? 1).toBe(1);
  });

  test.each<[string, () => Buffer]>([
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a ZIP', () => Buffer.from('PK\u0003\u0004 and so on')],
    ['a GIF', () => Buffer.from('GIF89a and so on')],
    ['a PDF', () => Buffer.from('%PDF-1.7 and so on')],
    ['a TIFF', () => Buffer.from('II*\u0000 and so on')],
    ['a RIFF that is a sound', () => Buffer.from('RIFF\u0000\u0000\u0000\u0000WAVEfmt ')],
  ])('that is %s under a picture’s name is refused', async (_what, content) => {
    const customer = await waiting();
    for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
      expect(await send(customer, content(), { type })).toMatchObject(
        problem(415, 'picture-type-not-supported'),
      );
    }
  });

  test.each([
    'image/svg+xml',
    'image/gif',
    'text/html',
    'application/zip',
    'text/csv',
    'application/octet-stream',
  ])('under the name %s is refused before it is read', async (type) => {
    expect(await send(await waiting(), await photograph('png'), { type })).toMatchObject(
      problem(415, 'picture-type-not-supported'),
    );
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['is cut short', async () => (await photograph('jpeg', { width: 600, height: 400 })).subarray(0, 700)],
    ['has only a picture’s first bytes', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['would fill the memory', bomb],
  ])('that %s is a clear problem', async (_what, make) => {
    expect(await send(await waiting(), await make(), { type: 'image/jpeg' })).toMatchObject(
      problem(422, 'picture-broken'),
    );
  });

  test('with something else behind it loses that', async () => {
    const customer = await waiting();
    const both = Buffer.concat([
      await photograph('png'),
      Buffer.from('PK\u0003\u0004<script>alert(1)</script>'),
    ]);
    const { picture } = sentPicture(await send(customer, both));
    const { bytes } = await fetchPicture(`${customer.path}/attachments/${picture.id}`, customer.token);
    expect(bytes.includes('script')).toBe(false);
    expect(bytes.includes('PK')).toBe(false);
  });

  test('of more than 8 MB is refused by its announced length, and cut off where none was announced', async () => {
    const customer = await waiting();
    const large = Buffer.concat([await photograph('png'), Buffer.alloc(8 * 1024 * 1024)]);
    expect(await send(customer, large)).toMatchObject(problem(413, 'body-too-large'));
    const unannounced = new Blob([new Uint8Array(large)]).stream();
    expect(await send(customer, unannounced)).toMatchObject(problem(413, 'body-too-large'));
  });

  test('that is empty, or without the client’s id, is a clear problem', async () => {
    const customer = await waiting();
    expect(await send(customer, Buffer.alloc(0))).toMatchObject({ body: { code: expect.any(String) } });
    expect(await send(customer, await photograph('png'), { id: '' })).toMatchObject(
      problem(400, 'invalid-request'),
    );
    expect(await send(customer, await photograph('png'), { id: '../../x' })).toMatchObject(
      problem(400, 'invalid-request'),
    );
  });

  test('ten times at once under one id is one picture with one answer', async () => {
    const customer = await waiting();
    const picture = await photograph('png');
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(customer, picture)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await send(customer, await photograph('webp'))).toMatchObject(problem(422, 'message-id-reused'));
    expect((await storedPictures()).filter((name) => name.startsWith(customer.id))).toHaveLength(1);
  });

  test('is not taken while the bot has the conversation, which is said in approved words', async () => {
    const customer = await TestCustomer.open(service.url);
    const refusal = {
      wording: { id: 'attachment-not-now', version: expect.any(Number) },
      blocks: expect.any(Array),
    };
    expect(await send(customer, await photograph('png'))).toMatchObject({
      status: 409,
      body: { code: 'attachment-not-now', ...refusal },
    });
    const room = await call(`${customer.path}/attachments`, { token: customer.token });
    expect(room).toMatchObject({ status: 200, body: { left: 30, refusal } });
    await customer.queue();
    expect(await call(`${customer.path}/attachments`, { token: customer.token })).toMatchObject({
      body: { left: 30, refusal: null },
    });
  });

  test('too often in a minute is 429 with the time to wait', async () => {
    const customer = await waiting();
    const codes: number[] = [];
    for (let at = 0; at < 16; at += 1) {
      const header = { clientMessageId: `header-${at}-of-many`, header: `列${at}` };
      codes.push((await customer.post('attachments', header)).status);
    }
    expect(codes).toEqual([...Array(15).fill(201), 429]);
  });
});

describe('who sees a picture', () => {
  test('is its customer and the agents, who get it as a picture and nothing else', async () => {
    const customer = await waiting();
    const { picture } = sentPicture(await send(customer, await photograph('png')));
    const own = await fetchPicture(`${customer.path}/attachments/${picture.id}`, customer.token);
    const agents = await fetchAsAgent(customer, picture.id);
    expect(agents.bytes).toEqual(own.bytes);
    for (const { status, headers } of [own, agents]) {
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('image/png');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-disposition')).toBe('attachment; filename="picture.png"');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'; sandbox",
      );
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('is nobody else', async () => {
    const customer = await waiting();
    const { picture } = sentPicture(await send(customer, await photograph('png')));
    const other = await waiting();
    const address = `${customer.path}/attachments/${picture.id}`;
    expect(await call(address, { token: other.token })).toMatchObject(problem(404, 'conversation-not-found'));
    expect(await call(address)).toMatchObject(problem(401, 'token-missing'));
    expect(await call(`${other.path}/attachments/${picture.id}`, { token: other.token })).toMatchObject(
      problem(404, 'attachment-not-found'),
    );
    expect(await call(`${api}/agent/conversations/${customer.id}/attachments/${picture.id}`)).toMatchObject(
      problem(401, 'not-logged-in'),
    );
    expect(await send(customer, await photograph('png'), { token: other.token })).toMatchObject(
      problem(404, 'conversation-not-found'),
    );
  });

  test('sees it in the list and the transcript, as something to answer', async () => {
    const customer = await waiting();
    const reading = readStream(`${customer.path}/events`, customer.token, (got) =>
      JSON.stringify(got).includes('"attachment"'),
    );
    const { seq, picture } = sentPicture(await send(customer, await photograph('png')));
    expect(numbered(await reading).at(-1)).toMatchObject({ id: seq, data: { type: 'attachment', picture } });
    const token = await agentToken(service.url);
    expect(await call(`${api}/agent/conversations/${customer.id}`, { token })).toMatchObject({
      body: {
        unanswered: true,
        lastMessage: { from: 'customer', text: '', attachment: 'picture' },
        events: expect.arrayContaining([
          expect.objectContaining({ seq, type: 'attachment', picture: expect.objectContaining(picture) }),
        ]),
      },
    });
  });

  test('sees it over a restart, after which left-overs of a crash are gone', async () => {
    const customer = await waiting();
    const { picture } = sentPicture(await send(customer, await photograph('png')));
    expect(await storedPictures()).not.toContain(leftOver);
    await service.stop();
    service = await start();
    api = `${service.url}/api/v1`;
    expect(await fetchAsAgent(customer, picture.id)).toMatchObject({ status: 200 });
  });
});

describe('removing a picture (N4)', () => {
  test('takes it from the disk and from everybody, and leaves that it was there', async () => {
    const customer = await waiting();
    const { seq, picture } = sentPicture(await send(customer, await photograph('png')));
    expect((await storedPictures()).some((name) => name.includes(picture.id))).toBe(true);
    const token = await agentToken(service.url);
    const redacted = await call(`${api}/agent/conversations/${customer.id}/redact`, {
      token,
      body: { seq, rule: 'personal-data' },
    });
    expect(redacted).toMatchObject({
      status: 200,
      body: {
        events: expect.arrayContaining([
          expect.objectContaining({
            seq,
            type: 'attachment',
            kind: 'picture',
            picture: null,
            redacted: 'personal-data',
          }),
        ]),
      },
    });
    expect(redacted.text).not.toContain(picture.id);
    expect((await storedPictures()).some((name) => name.includes(picture.id))).toBe(false);
    const gone = problem(410, 'attachment-removed');
    expect(await call(`${customer.path}/attachments/${picture.id}`, { token: customer.token })).toMatchObject(
      gone,
    );
    expect(
      await call(`${api}/agent/conversations/${customer.id}/attachments/${picture.id}`, { token }),
    ).toMatchObject(gone);
  });
});

describe('the header row of a CSV (N3)', () => {
  const id = 'csv-header-of-test';
  test('is taken alone, its columns masked', async () => {
    const customer = await waiting();
    const answer = await customer.post('attachments', {
      clientMessageId: id,
      header: '社員番号,"氏名,カナ",090-1234-5678\r\n',
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        events: [
          {
            type: 'attachment',
            kind: 'csv-header',
            picture: null,
            columns: ['社員番号', '氏名,カナ', '〔電話番号〕'],
            masked: ['phone'],
          },
        ],
      },
    });
  });

  test.each<[string, unknown, number, string]>([
    ['a second row', { clientMessageId: id, header: '社員番号\n0001' }, 422, 'csv-more-than-header'],
    ['no column', { clientMessageId: id, header: ',' }, 422, 'csv-empty'],
    ['an open quotation mark', { clientMessageId: id, header: '"社員番号' }, 422, 'csv-unreadable'],
    ['an unknown key', { clientMessageId: id, header: '社員番号', rows: [] }, 400, 'invalid-request'],
    ['no header', { clientMessageId: id }, 400, 'invalid-request'],
    ['no id', { header: '社員番号' }, 400, 'invalid-request'],
    ['more than 16 KB', { clientMessageId: id, header: 'あ'.repeat(10_000) }, 413, 'body-too-large'],
  ])('with %s is a clear problem and leaves nothing behind', async (_what, body, status, code) => {
    const customer = await waiting();
    expect(await customer.post('attachments', body)).toMatchObject(problem(status, code));
    const room = await call(`${customer.path}/attachments`, { token: customer.token });
    expect(room).toMatchObject({ body: { left: 30 } });
  });
});

test('what was sent is counted and nowhere in the log', async () => {
  const { text } = await call(`${service.url}/metrics`);
  expect(text).toContain('madoguchi_attachments_total{kind="picture"}');
  expect(text).toContain('madoguchi_picture_seconds_count{outcome="made"}');
  expect(service.output()).not.toMatch(/社員番号|SECRET/);
});
