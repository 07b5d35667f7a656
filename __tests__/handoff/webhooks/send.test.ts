import type { LookupAddress } from 'node:dns';
import { createSend, type Sending } from '../../../bot/handoff/webhooks/send.ts';
import { localNames } from '../../../bot/handoff/webhooks/resolve.ts';
import { startReceiver, type Receiver } from './receiver.ts';

const now = new Date('2026-11-24T02:00:00.000Z');
const never = new AbortController().signal;

let receiver: Receiver;
afterEach(() => receiver.close());

const post = (url: string, sending: Partial<Sending> = {}, signal = never) =>
  createSend({ local: true, resolve: localNames, now: () => now, ...sending })({
    url,
    headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
    body: '{"text":"発言"}',
    signal,
  });

const statusReceiver = (status: number, headers: Record<string, string> = {}) =>
  startReceiver((_got, _request, response) => {
    response.writeHead(status, headers).end('answer');
  });

describe('an attempt', () => {
  it('posts the body and the headers as they are', async () => {
    receiver = await startReceiver();
    expect(await post(receiver.url)).toEqual({ outcome: 'delivered' });
    expect(receiver.received).toMatchObject([
      {
        path: '/hook',
        headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1', 'content-length': '17' },
        body: '{"text":"発言"}',
      },
    ]);
  });

  it.each([200, 201, 204, 299])('is delivered by status %i', async (status) => {
    receiver = await statusReceiver(status);
    expect(await post(receiver.url)).toEqual({ outcome: 'delivered' });
  });

  it.each([300, 304, 400, 401, 404, 429, 500, 502, 503])('has failed by status %i', async (status) => {
    receiver = await statusReceiver(status);
    expect(await post(receiver.url)).toEqual({
      outcome: 'failed',
      reason: `status-${status}`,
      retryAfterMs: null,
    });
  });

  it('hears that the receiver is gone for good', async () => {
    receiver = await statusReceiver(410);
    expect(await post(receiver.url)).toEqual({ outcome: 'gone' });
  });

  it.each([
    ['120', 120_000],
    ['Tue, 24 Nov 2026 02:05:00 GMT', 300_000],
    ['Tue, 24 Nov 2026 01:00:00 GMT', 0],
    ['soon', null],
  ])('hears when to come back: %s', async (retryAfter, retryAfterMs) => {
    receiver = await statusReceiver(503, { 'retry-after': retryAfter });
    expect(await post(receiver.url)).toMatchObject({ outcome: 'failed', retryAfterMs });
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    const elsewhere = await startReceiver();
    receiver = await statusReceiver(status, { location: elsewhere.url });
    expect(await post(receiver.url)).toMatchObject({ outcome: 'failed', reason: `status-${status}` });
    expect(elsewhere.connections()).toBe(0);
    await elsewhere.close();
  });

  it('says by a code why there was no connection, and no more', async () => {
    receiver = await startReceiver();
    await receiver.close();
    expect(await post(receiver.url)).toMatchObject({ outcome: 'failed', reason: 'ECONNREFUSED' });
    const unknown = Object.assign(new Error('query hooks.example.com'), { code: 'ENOTFOUND' });
    const resolve = async (): Promise<never> => {
      throw unknown;
    };
    const sent = await post('http://hooks.example.com/', { resolve });
    expect(sent).toEqual({ outcome: 'failed', reason: 'ENOTFOUND', retryAfterMs: null });
    receiver = await startReceiver((_got, request) => request.socket.destroy());
    expect(await post(receiver.url)).toMatchObject({ outcome: 'failed', reason: 'ECONNRESET' });
  });
});

describe('a receiver that takes its time', () => {
  it('and never answers is given up at the limit', async () => {
    receiver = await startReceiver(() => {});
    const sent = await post(receiver.url, { timeLimitMs: 100 });
    expect(sent).toEqual({ outcome: 'failed', reason: 'timeout', retryAfterMs: null });
  });

  it('over its answer is taken at its word, which stands in the status', async () => {
    receiver = await startReceiver((_got, _request, response) => {
      response.writeHead(200).write('and so on');
    });
    expect(await post(receiver.url, { timeLimitMs: 100 })).toEqual({ outcome: 'delivered' });
  });

  it('over an answer without end is cut off long before the limit', async () => {
    let sent = 0;
    receiver = await startReceiver((_got, _request, response) => {
      response.writeHead(200);
      const more = (): void => {
        sent += 1;
        if (!response.destroyed) response.write('x'.repeat(1_024), () => setImmediate(more));
      };
      more();
    });
    expect(await post(receiver.url, { timeLimitMs: 60_000 })).toEqual({ outcome: 'delivered' });
    // What the system takes into its buffers comes on top of what is read.
    expect(sent).toBeLessThan(20_000);
  });

  it('is cut off when the program ends', async () => {
    const ending = new AbortController();
    receiver = await startReceiver(() => ending.abort());
    expect(await post(receiver.url, {}, ending.signal)).toEqual({ outcome: 'cut-off' });
    expect(await post(receiver.url, {}, ending.signal)).toEqual({ outcome: 'cut-off' });
  });
});

const outside = async (): Promise<LookupAddress[]> => [{ address: '93.184.216.34', family: 4 }];
const here = async (): Promise<LookupAddress[]> => [{ address: '127.0.0.1', family: 4 }];

const inner: [string, LookupAddress[]][] = [
  ['this machine', [{ address: '127.0.0.1', family: 4 }]],
  ['this machine over IPv6', [{ address: '::1', family: 6 }]],
  ['this machine, mapped', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ['a private net', [{ address: '10.1.2.3', family: 4 }]],
  ['a metadata service', [{ address: '169.254.169.254', family: 4 }]],
  ['a unique-local address', [{ address: 'fd00::1', family: 6 }]],
  [
    'a public address and this machine',
    [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ],
  ],
  ['nothing', []],
];

describe('where only public addresses are allowed', () => {
  it.each(inner)('a name that resolves to %s is not connected to', async (_, addresses) => {
    receiver = await startReceiver();
    const resolve = async (): Promise<LookupAddress[]> => addresses;
    const sent = await post(`https://hooks.example.com:${receiver.port}/`, { local: false, resolve });
    expect(sent).toEqual({ outcome: 'failed', reason: 'address-not-public', retryAfterMs: null });
    expect(receiver.connections()).toBe(0);
  });

  it('a name is looked up anew at each attempt, so that one that has turned inwards is refused', async () => {
    receiver = await startReceiver();
    const answers = ['192.0.2.1', '127.0.0.1'];
    const asked: string[] = [];
    const resolve = async (name: string): Promise<LookupAddress[]> => {
      asked.push(name);
      return [{ address: answers[asked.length - 1] ?? '', family: 4 }];
    };
    for (const _ of answers)
      expect(
        await post(`https://hooks.example.com:${receiver.port}/`, { local: false, resolve }),
      ).toMatchObject({ reason: 'address-not-public' });
    expect(asked).toEqual(['hooks.example.com', 'hooks.example.com']);
  });

  it.each(['https://127.0.0.1', 'https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://2130706433'])(
    'an address in the URL, which is never looked up, is not connected to: %s',
    async (url) => {
      receiver = await startReceiver();
      const sent = await post(`${url}:${receiver.port}/`, { local: false });
      expect(sent).toEqual({ outcome: 'failed', reason: 'url-refused', retryAfterMs: null });
      expect(receiver.connections()).toBe(0);
    },
  );

  it('neither is plain http', async () => {
    receiver = await startReceiver();
    const sent = await post('http://hooks.example.com/', { local: false, resolve: outside });
    expect(sent).toMatchObject({ outcome: 'failed', reason: 'url-refused' });
  });
});

it('in development a name of this machine is connected to, by the name', async () => {
  receiver = await startReceiver();
  expect(await post(`http://hooks.example.com:${receiver.port}/`, { resolve: here })).toEqual({
    outcome: 'delivered',
  });
  expect(receiver.received[0]?.headers.host).toBe(`hooks.example.com:${receiver.port}`);
});
