import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { TypingSigns } from '../../bot/web/typing-signs.ts';
import { OpenStreams } from '../../bot/web/event-stream.ts';
import { LiveChanges } from '../../bot/web/live.ts';
import { presentOffice } from '../../bot/web/office-notices.ts';
import { OfficeWatch } from '../../bot/web/office-watch.ts';
import { problemHandler } from '../../bot/web/problem.ts';
import { rateLimits } from '../../bot/web/rate-limits.ts';
import { conversationRoutes } from '../../bot/web/routes/conversations.ts';
import { DeskScene, administrator, sato } from '../conversation/desk-scene.ts';
import { call } from '../service/client.ts';

const messagesPerMinute = 3;

const fail = (error: unknown): void => {
  throw error;
};

let scene: DeskScene;
let officeWatch: OfficeWatch;
let server: Server;
let url: string;

beforeAll(async () => {
  scene = await DeskScene.open();
  const { conversations: store } = scene.stores;
  const office = () => presentOffice(scene.brain.knowledge, { clock: scene.clock, storeHealthy: true });
  officeWatch = new OfficeWatch(office, fail);
  const router = conversationRoutes({
    store,
    office,
    officeWatch,
    desk: scene.desk,
    waitLines: scene.waitLines,
    typing: new TypingSigns(() => scene.monotonicMs),
    conversations: scene.conversations,
    live: new LiveChanges(store, fail),
    streams: new OpenStreams(),
    failed: fail,
    readIdentity: async () => administrator,
    knowledge: () => scene.brain.knowledge,
    limits: rateLimits({ messagesPerMinute, requestsPerMinute: 1_000 }),
  });
  const app = express().use('/conversations', router, problemHandler(fail));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/conversations`;
});
afterAll(() => {
  officeWatch.close();
  server.close();
  server.closeAllConnections();
});

/** A customer who asked the bot and was then served by a person: everything can be posted to it. */
const served = async (): Promise<{ id: string; token: string }> => {
  const { conversation, token } = await scene.conversations.open(administrator, null);
  const { id } = conversation;
  await scene.say(id, '給与明細の公開方法は？');
  await scene.conversations.requestHandoff(id);
  await scene.say(id, '操作や設定の方法');
  await scene.say(id, '招待の取り消し方');
  await scene.desk.claim(id, sato);
  await scene.desk.close(id, sato);
  return { id, token };
};

describe('a session that is used by a machine', () => {
  test.each([
    ['messages', (at: number) => ({ clientMessageId: `message-${at}`, text: '給与明細の公開方法は？' })],
    ['feedback', (at: number) => ({ seq: 2, helpful: at % 2 === 0 })],
    ['handoff', () => ({ action: 'tell-at-opening' })],
    ['survey', () => ({ score: 4 })],
  ])('is told to wait when it posts too much to %s, and another one is not', async (path, body) => {
    const [one, other] = [await served(), await served()];
    const post = ({ id, token }: typeof one, at: number) =>
      call(`${url}/${id}/${path}`, { token, body: body(at) });
    for (let at = 0; at < messagesPerMinute; at += 1) {
      expect(await post(one, at)).toMatchObject({ status: 201 });
    }
    const refused = await post(one, messagesPerMinute);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await post(other, 0)).toMatchObject({ status: 201 });
  });
});
