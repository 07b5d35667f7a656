import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import express from 'express';
import { capacity, type Sheddable } from '../../bot/web/capacity.ts';
import { problemHandler } from '../../bot/web/problem.ts';
import { Strain } from '../../bot/web/strain.ts';
import { call } from '../service/client.ts';

/** So many that wait are a crowd. */
const crowd = 64;

let now: number;
/** What chance says; 0 turns away whatever may be. */
let chance: number;
let shed: Sheddable[];
let reported: unknown[];
let strain: Strain;
let server: Server;
let url: string;
/** Emits `taken` for each message that waits; they are answered by `release`. */
let desk: EventEmitter;
let waiting: Promise<{ status: number }>[];

beforeEach(async () => {
  now = 0;
  chance = 0;
  shed = [];
  reported = [];
  waiting = [];
  desk = new EventEmitter();
  strain = new Strain(() => now);
  const app = express();
  app.use(capacity({ strain, random: () => chance, shed: (kind) => shed.push(kind) }), express.json());
  app.post('/conversations/:id/messages', async (request, response) => {
    if (request.body.waits) {
      const released = once(desk, 'release');
      desk.emit('taken');
      await released;
    }
    response.status(201).json({});
  });
  app.get('/conversations/:id/events', (_request, response) => void response.write('retry: 2000\n\n'));
  app.all(/.*/, (_request, response) => void response.json({}));
  app.use(problemHandler((error) => reported.push(error)));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  desk.emit('release');
  await Promise.all(waiting);
  strain.close();
  server.closeAllConnections();
  server.close();
});

/** So many ms from the beginning; the event loop has come round meanwhile, as it does in no time. */
const later = (ms: number): void => {
  now = ms;
  strain.round();
};

const say = (waits = false) => call(`${url}/conversations/a/messages`, { body: { waits } });

/** So many messages wait for their answer; resolves when all have begun to. */
const wait = async (count: number): Promise<void> => {
  const begun = new Promise<void>((resolve) => {
    let left = count;
    desk.on('taken', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
  waiting = Array.from({ length: count }, () => say(true));
  await begun;
};

const requests: Record<Sheddable, () => Promise<{ status: number }>> = {
  suggestion: () => call(`${url}/suggest?q=a`),
  opening: () => call(`${url}/conversations`, { body: {} }),
  message: () => say(),
  desk: () => call(`${url}/agent/conversations/a/claim`, { body: {} }),
};

/** Which kinds are turned away now. */
const turnedAway = async (): Promise<string[]> => {
  const away: string[] = [];
  for (const [kind, send] of Object.entries(requests)) if ((await send()).status === 503) away.push(kind);
  return away;
};

describe('while a crowd waits', () => {
  test.each<[number, string[]]>([
    [50, []],
    [51, ['suggestion']],
    [101, ['suggestion', 'opening']],
    [151, ['suggestion', 'opening', 'message']],
    [1_001, ['suggestion', 'opening', 'message', 'desk']],
  ])('for %d ms, turned away are %j, and after it nobody', async (ms, away) => {
    await wait(crowd);
    later(ms);
    expect(await turnedAway()).toEqual(away);
    expect(shed).toEqual(away);
    desk.emit('release');
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(crowd).fill(201));
    expect(await turnedAway()).toEqual([]);
  });

  test('streams and what is read are served however long it waits', async () => {
    await wait(crowd);
    later(60_000);
    const stream = await fetch(`${url}/conversations/a/events`);
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    for (const path of ['/office', '/agent/queue', '/agent/conversations/a'])
      expect(await call(url + path)).toMatchObject({ status: 200 });
  });

  test('chance decides who is turned away, and when they may come again', async () => {
    await wait(crowd);
    // In the middle between some and all.
    later(300);
    chance = 0.51;
    expect(await say()).toMatchObject({ status: 201 });
    chance = 0.49;
    const answer = await say();
    expect(answer).toMatchObject({ status: 503, body: { code: 'over-capacity' } });
    expect(answer.headers.get('Retry-After')).toBe('3');
    later(450);
    chance = 0.99;
    expect((await say()).headers.get('Retry-After')).toBe('9');
  });

  test('it is no error to be logged', async () => {
    await wait(crowd);
    later(1_000);
    await say();
    expect(reported).toEqual([]);
  });
});

describe('nobody is turned away', () => {
  test('while fewer wait than a crowd, however long', async () => {
    await wait(crowd - 1);
    later(60_000);
    expect(await turnedAway()).toEqual([]);
  });

  test('for many who send half a body and wait', async () => {
    const { hostname, port } = new URL(url);
    const sockets = Array.from({ length: crowd }, () => connect(Number(port), hostname));
    await Promise.all(sockets.map(sendHalf));
    later(60_000);
    expect(await turnedAway()).toEqual([]);
    for (const socket of sockets) socket.destroy();
  });

  test('for streams that are open for hours', async () => {
    const streams = await Promise.all(
      Array.from({ length: crowd }, () => fetch(`${url}/conversations/a/events`)),
    );
    later(3_600_000);
    expect(await turnedAway()).toEqual([]);
    await Promise.all(streams.map(({ body }) => body?.cancel()));
  });
});

/** Resolves when the server has taken what there is. */
const sendHalf = async (socket: Socket): Promise<void> => {
  socket.on('error', () => {});
  const head = ['POST /conversations/a/messages HTTP/1.1', 'Host: a', 'Content-Type: application/json'];
  socket.write(`${[...head, 'Content-Length: 100', 'Expect: 100-continue'].join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.write('{"waits":');
};

describe('the event loop', () => {
  test('that has taken up a crowd without coming round counts, too: what answers at once never waits', () => {
    const busy = new Strain(() => now);
    for (let taken = 0; taken < crowd; taken += 1) busy.takeUp();
    now = 200;
    expect(busy.waitMs).toBe(0);
    busy.takeUp();
    expect(busy.waitMs).toBe(200);
    busy.round();
    expect(busy.waitMs).toBe(0);
    busy.close();
  });
});
