import { EventEmitter, once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import express, { type Express, type Response } from 'express';
import { SettableClock } from '../../bot/clock.ts';
import { append } from '../../bot/domain/conversation.ts';
import { ApiTokens } from '../../bot/web/agents/api-tokens.ts';
import { AgentSessions } from '../../bot/web/agents/sessions.ts';
import { agentsOnly } from '../../bot/web/agents/guard.ts';
import { openAgentStream } from '../../bot/web/agent-stream.ts';
import { openCustomerStream } from '../../bot/web/customer-stream.ts';
import { TypingSigns } from '../../bot/web/typing-signs.ts';
import { OpenStreams } from '../../bot/web/event-stream.ts';
import { LiveChanges } from '../../bot/web/live.ts';
import { presentOffice } from '../../bot/web/office-notices.ts';
import { OfficeWatch } from '../../bot/web/office-watch.ts';
import { presentQueue } from '../../bot/web/presenters/queue.ts';
import { DeskScene, sato } from '../conversation/desk-scene.ts';
import { numbered, readStream, type Received } from '../service/stream.ts';

const heartbeatMs = 15_000;

let scene: DeskScene;
let streams: OpenStreams;
let parts: Awaited<ReturnType<typeof openParts>>;
let server: Server;
let url: string;
const failures: unknown[] = [];
const failed = (error: unknown): void => void failures.push(error);
const places = (got: readonly Received[]) => got.filter(({ event }) => event === 'queue');
const nextLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** What a stream does before it is opened: looking up its session, for as long as a test likes. */
let lookUp: (response: Response) => Promise<void> = async () => {};

const openParts = async () => {
  const { conversations: store, agents } = scene.stores;
  const { audit } = scene;
  const clock = new SettableClock();
  const sessions = new AgentSessions({
    store: agents,
    audit,
    clock,
    randomId: () => 'token-of-sato-for-this-test',
    verify: async () => true,
  });
  await agents.saveAgent({ ...sato, passwordHash: '', createdAt: new Date(0).toISOString() });
  const { token } = await sessions.signIn({ id: sato.id, password: '', address: '' });
  const office = () => presentOffice(scene.brain.knowledge, { clock: scene.clock, storeHealthy: true });
  return {
    store,
    desk: scene.desk,
    waitLines: scene.waitLines,
    typing: new TypingSigns(() => scene.monotonicMs),
    live: new LiveChanges(store, failed),
    officeWatch: new OfficeWatch(office, failed),
    streams,
    presence: scene.presence,
    sessions,
    tokens: new ApiTokens({ ...scene.stores, audit, clock, failed }),
    token,
    office,
    failed,
    queue: async () =>
      presentQueue(await scene.desk.list(), {
        office: office(),
        now: scene.clock.now(),
        calendar: scene.brain.knowledge.calendar,
      }),
  };
};

const routes = (): Express => {
  const app = express();
  app.get('/conversations/:id', async (request, response) => {
    await lookUp(response);
    openCustomerStream(parts, request, response);
  });
  app.get('/desk', agentsOnly(parts), async (_request, response: Response) => {
    await lookUp(response);
    await openAgentStream(parts, response);
  });
  return app;
};

beforeEach(async () => {
  scene = await DeskScene.open();
  streams = new OpenStreams();
  parts = await openParts();
  lookUp = async () => {};
  server = createServer(routes()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(() => {
  parts.officeWatch.close();
  server.closeAllConnections();
  server.close();
  const unexpected = failures.splice(0);
  if (unexpected.length > 0) throw new AggregateError(unexpected);
});

/** Appends messages of a person, each with 3,000 bytes. */
const writeLong = (id: string, count: number): Promise<null> =>
  scene.stores.conversations.update(id, async (current) => ({
    conversation: append(
      current,
      scene.clock.now(),
      Array.from({ length: count }, (_, at) => ({
        type: 'agent-message' as const,
        clientMessageId: `long-message-${at}`,
        agentId: sato.id,
        agentName: sato.name,
        text: 'あ'.repeat(1000),
        masked: [],
      })),
    ),
    result: null,
  }));

describe('a stream', () => {
  test.each(['conversations', 'desk'])(
    'of %s whose reader left before it began is forgotten',
    async (path) => {
      const id = await scene.begin();
      lookUp = async (response) => {
        request.destroy();
        while (!response.destroyed) await nextLoop();
        looked.emit('done');
      };
      const looked = new EventEmitter();
      const request = get(`${url}/${path === 'desk' ? path : `${path}/${id}`}`, {
        headers: { Authorization: `Bearer ${parts.token}` },
      }).on('error', () => {});
      await once(looked, 'done');
      await nextLoop();
      expect(streams.count).toBe(0);
    },
  );
});

describe('the customer’s stream', () => {
  test('replays a conversation that is longer than the buffer of a reader in one go', async () => {
    const id = await scene.begin();
    await writeLong(id, 400);
    const got = await readStream(`${url}/conversations/${id}`, '', (all) => numbered(all).length === 400);
    expect(numbered(got).map((event) => event.id)).toEqual(Array.from({ length: 400 }, (_, at) => at + 1));
  });

  test('tells what comes next to who claims to know more than there is', async () => {
    const id = await scene.begin();
    const reading = readStream(
      `${url}/conversations/${id}?after=50`,
      '',
      (all) => numbered(all).length === 2,
    );
    while (streams.count === 0) await nextLoop();
    await scene.say(id, '給与明細の公開方法は？');
    expect(numbered(await reading).map((event) => event.id)).toEqual([1, 2]);
  });

  test('tells the place in the queue when it changes, not at every change of the desk', async () => {
    const first = await scene.queue();
    scene.at('2026-11-24T11:01:00+09:00');
    const second = await scene.queue();
    const placed = new EventEmitter();
    const reading = readStream(`${url}/conversations/${second}`, '', (got) => {
      if (places(got).length === 1) placed.emit('once');
      return places(got).length === 2;
    });
    await once(placed, 'once');
    await scene.say(first, '追加です');
    // Long enough for the reader to have been woken by it.
    for (let loop = 0; loop < 20; loop += 1) await nextLoop();
    await scene.conversations.leaveQueue(first);
    expect(places(await reading)).toMatchObject([{ data: { position: 2 } }, { data: { position: 1 } }]);
  });

  test('ends when reading fails, so that the reader comes back for what it missed', async () => {
    const id = await scene.begin();
    const broken = new Error('the disk is gone');
    import.meta.jest.spyOn(parts.store, 'load').mockRejectedValueOnce(broken);
    const got = await readStream(`${url}/conversations/${id}`, '', () => false);
    expect(numbered(got)).toEqual([]);
    expect(failures.splice(0)).toEqual([broken]);
  });
});

describe('the desk’s stream', () => {
  test('shows a desk of any length', async () => {
    await scene.queue();
    const queue = await parts.queue();
    const many = Array.from({ length: 20_000 }, () => queue.conversations).flat();
    parts.queue = async () => ({ ...queue, conversations: many });
    const got = await readStream(`${url}/desk`, parts.token, (all) => all.length > 0);
    expect(got).toMatchObject([{ event: 'snapshot' }]);
  });

  test('tells after the list what changed while the list was read', async () => {
    const listed = parts.queue;
    parts.queue = async () => {
      const before = await listed();
      await scene.queue();
      return before;
    };
    const got = await readStream(`${url}/desk`, parts.token, (all) => all.length > 1);
    expect(got).toMatchObject([
      { event: 'snapshot', data: { conversations: [] } },
      { event: 'item', data: { state: 'waiting' } },
    ]);
  });

  test('is no sign of life by itself: it asks for one, which any request answers', async () => {
    import.meta.jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'],
    });
    try {
      const id = await scene.queue();
      await scene.desk.claim(id, sato);
      const reading = readStream(`${url}/desk`, parts.token, (all) =>
        all.some(({ event }) => event === 'ping'),
      );
      while (streams.count === 0) await nextLoop();
      scene.monotonicMs = 60_000;
      import.meta.jest.advanceTimersByTime(heartbeatMs);
      const received = await reading;
      expect(received.at(-1)).toMatchObject({ event: 'ping' });
      expect(scene.presence.hasAbandoned((await scene.load(id)).desk)).toBe(true);
      await readStream(`${url}/desk`, parts.token, (all) => all.length > 0);
      expect(scene.presence.hasAbandoned((await scene.load(id)).desk)).toBe(false);
    } finally {
      import.meta.jest.useRealTimers();
    }
  });

  test('ends with its agent’s session', async () => {
    import.meta.jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'],
    });
    try {
      const [answer]: IncomingMessage[] = await once(
        get(`${url}/desk`, { headers: { Authorization: `Bearer ${parts.token}` } }),
        'response',
      );
      const ended = once(answer?.resume() ?? server, 'end');
      import.meta.jest.advanceTimersByTime(heartbeatMs);
      await nextLoop();
      expect(streams.count).toBe(1);
      await parts.sessions.end({ agent: sato, token: parts.token });
      import.meta.jest.advanceTimersByTime(heartbeatMs);
      await ended;
    } finally {
      import.meta.jest.useRealTimers();
    }
  });
});
