import { SignJWT } from 'jose';
import { agentToken, call, serveAndClose, TestCustomer } from './client.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';
import { numbered, readStream } from './stream.ts';

const identityKey = 'a-secret-of-the-host-product-for-tests';

let service: RunningService;
let api: string;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  service = await startService({
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_IDENTITY_KEY: identityKey,
    MADOGUCHI_ORIGINS: 'https://hr.example.com',
    MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
    MADOGUCHI_REQUESTS_PER_MINUTE: '1000000',
  });
  api = `${service.url}/api/v1`;
});
afterAll(async () => {
  await service.stop();
  await data.dispose();
});

const setClock = (now: string) => call(`${service.url}/demo/clock`, { body: { now } });
const problem = (status: number, code: string) => ({ status, body: { status, code } });

interface Claims {
  role?: string;
  audience?: string;
  issuedAt?: number;
  key?: string;
}

const identity = ({ role = 'admin', audience = 'support-chat', issuedAt, key = identityKey }: Claims = {}) =>
  new SignJWT({ company: '見本株式会社', role, plan: 'standard' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('user-1')
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .sign(new TextEncoder().encode(key));

/** One part of a JWT. */
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('opening a conversation', () => {
  test('answers with its token, the office and the notice that contents are shared (N2)', async () => {
    const opened = await call(`${api}/conversations`, { body: { identity: await identity() } });
    expect(opened).toMatchObject({
      status: 201,
      body: {
        conversationId: expect.any(String),
        token: expect.any(String),
        office: { open: true, reason: 'staffed', opensAtText: '本日13:30' },
        notices: [{ kind: 'sharing', wording: { id: 'sharing' } }],
      },
    });
  });

  test.each<[string, Claims]>([
    ['signed with another key', { key: 'another-secret-of-somebody-else-here' }],
    ['for another audience', { audience: 'somebody-else' }],
    ['older than 15 minutes', { issuedAt: Math.floor(Date.now() / 1000) - 16 * 60 }],
  ])('with an identity %s is 401, never anonymous', async (_what, claims) => {
    const refused = await call(`${api}/conversations`, { body: { identity: await identity(claims) } });
    expect(refused).toMatchObject(problem(401, 'invalid-identity'));
  });

  test('with an identity whose algorithm is "none" is 401', async () => {
    const claims = {
      sub: 'a',
      aud: 'support-chat',
      iat: Math.floor(Date.now() / 1000),
      company: 'x',
      role: 'admin',
      plan: 'standard',
    };
    const unsigned = `${part({ alg: 'none' })}.${part(claims)}.`;
    expect(await call(`${api}/conversations`, { body: { identity: unsigned } })).toMatchObject(
      problem(401, 'invalid-identity'),
    );
  });
});

describe('writing', () => {
  test('is answered with the message and its replies, all numbered', async () => {
    const customer = await TestCustomer.open(service.url);
    expect(await customer.say('招待メールが届きません')).toMatchObject({
      status: 201,
      body: {
        message: { seq: 1, from: 'customer', text: '招待メールが届きません' },
        replies: [
          {
            seq: 2,
            from: 'bot',
            kind: 'answer',
            articleId: 'invite-mail-missing',
            wording: { version: expect.any(Number) },
          },
        ],
        seq: 2,
      },
    });
  });

  test('never shows customers why the bot answered so', async () => {
    const customer = await TestCustomer.open(service.url);
    expect((await customer.say('招待メールが届きません')).text).not.toContain('"reason"');
  });

  test('fifty times with one id makes one message and gives one answer', async () => {
    const customer = await TestCustomer.open(service.url);
    const message = { clientMessageId: 'retried-message', text: '招待メールが届きません' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => customer.post('messages', message)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await customer.post('messages', { ...message, text: '別の文' })).toMatchObject(
      problem(422, 'message-id-reused'),
    );
  });

  test('into another’s conversation is 404, without a token 401', async () => {
    const customer = await TestCustomer.open(service.url);
    const other = await TestCustomer.open(service.url);
    const body = { clientMessageId: 'somebody-else', text: 'こんにちは' };
    expect(await call(`${customer.path}/messages`, { token: other.token, body })).toMatchObject(
      problem(404, 'conversation-not-found'),
    );
    expect(await call(`${customer.path}/events`, { token: other.token })).toMatchObject(
      problem(404, 'conversation-not-found'),
    );
    expect(await call(`${customer.path}/messages`, { body })).toMatchObject(problem(401, 'token-missing'));
  });
});

describe('bad input', () => {
  const ok = { clientMessageId: 'bad-input-1', text: '質問' };
  test.each<[string, unknown, number, string]>([
    ['an unknown key', { ...ok, admin: true }, 400, 'invalid-request'],
    ['a wrong type', { ...ok, text: 1 }, 400, 'invalid-request'],
    ['nesting', { ...ok, text: { $ne: '' } }, 400, 'invalid-request'],
    ['a missing id', { text: '質問' }, 400, 'invalid-request'],
    ['an id that no client makes', { ...ok, clientMessageId: '../../x' }, 400, 'invalid-request'],
    [
      '__proto__',
      '{"clientMessageId":"bad-input-1","text":"質問","__proto__":{"a":1}}',
      400,
      'invalid-request',
    ],
    ['a pick that is no id', { ...ok, choice: '090-1234-5678\n' }, 400, 'invalid-request'],
    ['no JSON', '{"text":', 400, 'invalid-json'],
    ['a bare value', '"質問"', 400, 'invalid-json'],
    ['NUL', { ...ok, text: 'a\u0000' }, 400, 'message-invalid'],
    ['half a surrogate pair', '{"clientMessageId":"bad-input-1","text":"\\ud800"}', 400, 'message-invalid'],
    ['nothing but blanks', { ...ok, text: '　' }, 400, 'message-empty'],
    ['more than 1,000 characters', { ...ok, text: 'あ'.repeat(1001) }, 400, 'message-too-long'],
    ['more than 16 KB', { ...ok, text: 'あ'.repeat(10_000) }, 413, 'body-too-large'],
  ])('%s is a clear problem and leaves nothing behind', async (_what, body, status, code) => {
    const customer = await TestCustomer.open(service.url);
    const answer = await customer.post('messages', body);
    expect(answer).toMatchObject(problem(status, code));
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await customer.say('招待メールが届きません')).toMatchObject({ body: { message: { seq: 1 } } });
  });

  test('a body that is not JSON by its type is 415', async () => {
    const customer = await TestCustomer.open(service.url);
    const answer = await call(`${customer.path}/messages`, {
      token: customer.token,
      body: 'text=1',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(answer).toMatchObject(problem(415, 'unsupported-media-type'));
  });

  test('an address where nothing is, is 404 and tells nothing of the inside', async () => {
    const answer = await call(`${api}/%ff`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('node_modules');
    expect(await call(`${api}/nothing-here`)).toMatchObject(problem(404, 'not-found'));
  });
});

/** Whom a person served, and whose conversation is closed. */
const servedCustomer = async (): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  await serveAndClose(service.url, customer.id);
  return customer;
};

describe('the survey (N7)', () => {
  test('is answered once after the closing, and the answer comes with the stream', async () => {
    const customer = await servedCustomer();
    const reading = readStream(`${customer.path}/events`, customer.token, (got) =>
      JSON.stringify(got).includes('"survey-thanks"'),
    );
    const answer = { score: 5, comment: '丁寧でした' };
    const given = await customer.post('survey', answer);
    expect(given).toMatchObject({
      status: 201,
      body: { events: [{ type: 'survey', score: 5, comment: '丁寧でした', redacted: null }] },
    });
    expect((await customer.post('survey', answer)).text).toBe(given.text);
    expect(await customer.post('survey', { score: 1 })).toMatchObject(problem(409, 'survey-answered'));
    expect(numbered(await reading).slice(-2)).toMatchObject([
      { data: { type: 'survey-asked' } },
      { data: { type: 'survey', on: expect.any(Number) } },
    ]);
  });

  test('before the closing is 409, with another’s token 404', async () => {
    const customer = await TestCustomer.open(service.url);
    expect(await customer.post('survey', { score: 3 })).toMatchObject(problem(409, 'survey-not-closed'));
    const other = await TestCustomer.open(service.url);
    expect(await call(`${customer.path}/survey`, { token: other.token, body: { score: 3 } })).toMatchObject(
      problem(404, 'conversation-not-found'),
    );
  });

  test.each<[string, unknown, number, string]>([
    ['no grade', {}, 400, 'invalid-request'],
    ['a grade of 0', { score: 0 }, 400, 'invalid-request'],
    ['a grade of 6', { score: 6 }, 400, 'invalid-request'],
    ['a grade between two', { score: 3.5 }, 400, 'invalid-request'],
    ['a grade in words', { score: '5' }, 400, 'invalid-request'],
    ['an unknown key', { score: 5, agentId: 'sato' }, 400, 'invalid-request'],
    ['no text for a comment', { score: 5, comment: null }, 400, 'invalid-request'],
    ['an empty comment', { score: 5, comment: ' ' }, 400, 'message-empty'],
    ['a comment of 501 characters', { score: 5, comment: 'あ'.repeat(501) }, 400, 'message-too-long'],
  ])('with %s is a clear problem', async (_what, body, status, code) => {
    const customer = await TestCustomer.open(service.url);
    const answer = await customer.post('survey', body);
    expect(answer).toMatchObject(problem(status, code));
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test('shows agents grade and comment, which they can remove (N4)', async () => {
    const customer = await servedCustomer();
    const { body } = await customer.post('survey', { score: 2, comment: '秘密のことです' });
    const { seq } = JSON.parse(JSON.stringify(body));
    const token = await agentToken(service.url);
    const path = `${api}/agent/conversations/${customer.id}`;
    const survey = { type: 'survey', seq, score: 2 };
    expect((await call(path, { token })).body).toMatchObject({
      state: 'closed',
      events: expect.arrayContaining([
        expect.objectContaining({ ...survey, comment: '秘密のことです', redacted: null }),
      ]),
    });
    const redacted = await call(`${path}/redact`, { token, body: { seq, rule: 'inappropriate' } });
    expect(redacted.body).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({ ...survey, comment: '', redacted: 'inappropriate' }),
      ]),
    });
    expect(redacted.text).not.toContain('秘密のことです');
  });
});

describe('the event stream', () => {
  test('replays what follows a number, and hears what comes after', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.say('招待メールが届きません');
    const reading = readStream(
      `${customer.path}/events?after=1`,
      customer.token,
      (got) => numbered(got).length >= 3,
    );
    await customer.say('給与明細の公開方法は？');
    const ids = numbered(await reading).map(({ id }) => id);
    expect(ids).toEqual([2, 3, 4]);
  });

  test('resumes by Last-Event-ID with neither gap nor double over a hundred cuts', async () => {
    const customer = await TestCustomer.open(service.url);
    const held: number[] = [];
    const writing = (async () => {
      for (let at = 0; at < 25; at += 1) await customer.say(`給与明細の公開方法は？${at}`);
    })();
    for (let cut = 0; cut < 100 && held.length < 50; cut += 1) {
      const most = 1 + (cut % 3);
      const got = await readStream(
        `${customer.path}/events?after=${held.at(-1) ?? 0}`,
        customer.token,
        (received) => numbered(received).length >= most,
      );
      held.push(...numbered(got).map(({ id }) => id ?? 0));
    }
    await writing;
    expect(held.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  });

  test('tells the place in the queue and the office without numbers', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.queue();
    const got = await readStream(`${customer.path}/events?after=0`, customer.token, (received) =>
      received.some(({ event }) => event === 'queue'),
    );
    expect(got.find(({ event }) => event === 'queue')).toMatchObject({
      id: null,
      data: { position: expect.any(Number) },
    });
    expect(got.find(({ event }) => event === 'office')).toMatchObject({ id: null, data: { open: true } });
  });

  test('hears of the office’s opening and closing', async () => {
    const customer = await TestCustomer.open(service.url);
    const reading = readStream(
      `${customer.path}/events`,
      customer.token,
      (got) => got.filter(({ event }) => event === 'office').length >= 2,
    );
    await setClock('2026-11-24T12:30:00+09:00');
    const offices = (await reading).filter(({ event }) => event === 'office');
    await setClock('2026-11-24T11:00:00+09:00');
    expect(offices[1]).toMatchObject({ data: { open: false, reason: 'break', opensAtText: '本日13:30' } });
  });
});

describe('agents', () => {
  test('log in with a password; a wrong one and an unknown id look the same', async () => {
    const wrong = await call(`${api}/agent/session`, { body: { id: 'suzuki', password: 'guess' } });
    const unknown = await call(`${api}/agent/session`, { body: { id: 'nobody-here', password: 'guess' } });
    expect(wrong).toMatchObject(problem(401, 'wrong-credentials'));
    expect(unknown.text).toBe(wrong.text);
  });

  test('see nothing without a session', async () => {
    for (const path of ['queue', 'events', 'agents', 'session', 'conversations/conversation-not-mine']) {
      expect(await call(`${api}/agent/${path}`)).toMatchObject(problem(401, 'not-logged-in'));
    }
  });

  test('with a cookie need the CSRF token for everything that changes something', async () => {
    const session = await call(`${api}/agent/session`, { body: { id: 'sato', password: 'demo-sato' } });
    const setCookie = session.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(/HttpOnly; Secure; SameSite=Strict/);
    const Cookie = setCookie.split(';')[0] ?? '';
    const customer = await TestCustomer.open(service.url);
    await customer.queue();
    const claim = `${api}/agent/conversations/${customer.id}/claim`;
    expect(await call(claim, { body: {}, headers: { Cookie } })).toMatchObject(
      problem(403, 'csrf-token-wrong'),
    );
    const csrf = JSON.parse(session.text).csrfToken;
    expect(await call(claim, { body: {}, headers: { Cookie, 'X-CSRF-Token': csrf } })).toMatchObject({
      status: 200,
    });
    const out = await call(`${api}/agent/session`, {
      method: 'DELETE',
      headers: { Cookie, 'X-CSRF-Token': csrf },
    });
    expect(out.status).toBe(204);
    expect(await call(`${api}/agent/queue`, { headers: { Cookie } })).toMatchObject({ status: 401 });
  });

  test('claim at once: one has it, ninety-nine learn who', async () => {
    const [token, other] = [await agentToken(service.url, 'sato'), await agentToken(service.url, 'suzuki')];
    const customer = await TestCustomer.open(service.url);
    await customer.queue();
    const claims = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        call(`${api}/agent/conversations/${customer.id}/claim`, {
          token: at === 50 ? other : token,
          body: {},
        }),
      ),
    );
    // The winner's own repeated claims are no error; the other agent is refused, or is the winner.
    const refused = claims.filter(({ status }) => status === 409);
    const owner = JSON.parse(claims.find(({ status }) => status === 200)?.text ?? '{}').agentId;
    expect(refused).toHaveLength(owner === 'sato' ? 1 : 99);
    for (const claim of refused)
      expect(claim).toMatchObject({ body: { code: 'already-claimed', owner: { id: owner } } });
  });

  test('see the queue change within a second', async () => {
    const token = await agentToken(service.url);
    const reading = readStream(`${api}/agent/events`, token, (got) =>
      got.some(({ event }) => event === 'item'),
    );
    const customer = await TestCustomer.open(service.url);
    await customer.queue();
    const got = await reading;
    expect(got[0]).toMatchObject({
      event: 'snapshot',
      data: { conversations: expect.any(Array), office: { open: true } },
    });
    expect(got.find(({ event }) => event === 'item')).toMatchObject({
      data: { conversationId: customer.id },
    });
  });

  test('read what the bot said and why, without the customer’s token or hash', async () => {
    const token = await agentToken(service.url);
    const customer = await TestCustomer.open(service.url);
    await customer.say('招待メールが届きません');
    await customer.queue();
    const read = await call(`${api}/agent/conversations/${customer.id}`, { token });
    expect(read).toMatchObject({
      status: 200,
      body: {
        state: 'waiting',
        customer: { company: 'サンプル株式会社', plan: 'standard' },
        intake: { subject: '招待の取り消し方' },
        events: expect.arrayContaining([
          expect.objectContaining({ reason: expect.objectContaining({ rule: expect.any(String) }) }),
        ]),
      },
    });
    expect(read.text).not.toMatch(/tokenHash|dialogueState|passwordHash/);
  });
});

const caching = async (path: string): Promise<string | null> =>
  (await call(service.url + path)).headers.get('cache-control');

describe('other origins', () => {
  test.each(['null', 'https://hr.example.com.evil.test', 'http://hr.example.com', 'https://evil.test'])(
    '%s gets no CORS header',
    async (Origin) => {
      const answer = await call(`${api}/office`, { headers: { Origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('the configured one does', async () => {
    const answer = await call(`${api}/office`, { headers: { Origin: 'https://hr.example.com' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://hr.example.com');
    const frame = await call(`${service.url}/widget/frame`);
    expect(frame.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://hr.example.com",
    );
  });

  test('the frame may have its own worker, and make that one address trusted', async () => {
    const { headers } = await call(`${service.url}/widget/frame`);
    const policy = headers.get('content-security-policy')?.split(';') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "worker-src 'self'",
        "require-trusted-types-for 'script'",
        'trusted-types madoguchi-shell',
      ]),
    );
  });

  test('the launcher is shown first and asked for meanwhile, and what stands behind it is asked for each time', async () => {
    expect(await caching('/widget.js')).toBe('public, max-age=300, stale-while-revalidate=86400');
    expect(await caching('/widget-1.0.0.js')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/widget/frame', '/widget/frame.js', '/widget/worker.js'])
      expect(await caching(path)).toBe('no-cache');
  });
});

describe('without a session', () => {
  test('everybody can ask about the office and get suggestions', async () => {
    expect(await call(`${api}/office`)).toMatchObject({
      status: 200,
      body: {
        open: true,
        until: '2026-11-24T12:00:00+09:00',
        now: expect.stringMatching(/^2026-11-24T11:.*\+09:00$/),
      },
    });
    const suggested = await call(`${api}/suggest?q=${encodeURIComponent('招待メール')}`);
    expect(suggested).toMatchObject({
      status: 200,
      body: {
        suggestions: expect.arrayContaining([{ articleId: expect.any(String), title: expect.any(String) }]),
      },
    });
  });
});

test.each(['javascript:alert(1)', 'file:///home/index.html', 'not an address'])(
  'the page %s is refused, wherever it is said, and nothing is kept of the call',
  async (pageUrl) => {
    const refused = { status: 400, body: { code: 'invalid-request' } };
    expect(await call(`${api}/conversations`, { body: { pageUrl } })).toMatchObject(refused);
    const customer = await TestCustomer.open(service.url);
    const message = { clientMessageId: 'message-1', text: 'こんにちは', pageUrl };
    expect(await customer.post('messages', message)).toMatchObject(refused);
    expect(await customer.post('handoff', { pageUrl })).toMatchObject(refused);
    expect(await customer.post('messages', { ...message, pageUrl: 'https://hr.example.com/' })).toMatchObject(
      {
        status: 201,
        body: { message: { seq: 1 } },
      },
    );
  },
);

test('nothing that the API answers is kept by a browser or a proxy', async () => {
  const token = await agentToken(service.url);
  const customer = await TestCustomer.open(service.url);
  const answers = [
    await customer.say('招待メールが届きません'),
    await call(`${api}/agent/conversations/${customer.id}`, { token }),
    await call(`${api}/agent/conversations/conversation-not-there`, { token }),
  ];
  expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(answers.map(() => 'no-store'));
});

test('the demo’s clock cannot be set beyond what dates can be reckoned for', async () => {
  expect(await setClock('9999-12-31T20:00:00Z')).toMatchObject(problem(400, 'invalid-request'));
});

describe('operations', () => {
  test('alive, ready, and figures for Prometheus', async () => {
    expect(await call(`${service.url}/healthz`)).toMatchObject({ status: 200 });
    expect(await call(`${service.url}/readyz`)).toMatchObject({ status: 200 });
    const { text } = await call(`${service.url}/metrics`);
    for (const name of [
      'madoguchi_turns_total',
      'madoguchi_turn_seconds',
      'madoguchi_queue_length',
      'madoguchi_open_streams',
      'madoguchi_knowledge_info',
    ]) {
      expect(text).toContain(name);
    }
  });

  test('the log is lines of JSON and holds no word of a customer', async () => {
    const customer = await TestCustomer.open(service.url);
    await customer.say('とても秘密の質問です');
    const lines = service
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Madoguchi is ready'));
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(service.output()).not.toContain('秘密');
    expect(service.output()).not.toContain(customer.token);
  });

  test('the API describes itself, and only what is there', async () => {
    const description = JSON.parse((await call(`${api}/openapi.json`)).text);
    expect(description.openapi).toBe('3.1.0');
    for (const [path, methods] of Object.entries<object>(description.paths)) {
      for (const method of Object.keys(methods)) {
        const answer = await call(`${api}${path.replace('{id}', 'conversation-not-there')}`, {
          method: method.toUpperCase(),
          ...(method === 'post' ? { body: {} } : {}),
        });
        // Whatever it says to an empty call, the address itself is known.
        expect(`${method} ${path}: ${JSON.stringify(answer.body)}`).not.toContain('"code":"not-found"');
      }
    }
    expect((await call(`${service.url}/docs`)).text).toContain('/conversations/{id}/messages');
  });
});
