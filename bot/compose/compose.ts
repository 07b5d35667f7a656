import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { startRetention } from './retention.ts';
import type { Config } from '../config.ts';
import type { LiveKnowledge } from '../knowledge/live.ts';
import type { OpenStreams } from '../web/event-stream.ts';
import { closingUnless, openGround } from './ground.ts';
import { openRooms } from './rooms.ts';
import { openWeb } from './web.ts';
import { followFiles, startSweeping, startClearingUp } from './background.ts';

/** How long open requests may take to finish at the end; with it the exit stays under the promised 10 s. */
const drainMs = 8_000;

/** How often connections that have become idle are closed at the end (ms). */
const idleLookMs = 50;

/**
 * Longer than proxies keep an idle connection (nginx and the usual load balancers: 60 s), or now and then one
 * would send a request over a connection that we are just closing. Sane: 65 to 120 s.
 */
const keepAliveMs = 75_000;

export interface Service {
  server: Server;
  logger: Logger;
  /** Ends gracefully: open requests finish, streams close with a retry hint, the store's lock is given up. */
  stop(): Promise<void>;
}

/** The only place that builds adapters and puts the rooms together. */
export const compose = async (config: Config): Promise<Service> => {
  const ground = await openGround(config);
  const rooms = openRooms(ground);
  const [app, following] = await closingUnless(ground.stores, async (): Promise<[Express, LiveKnowledge]> => [
    await openWeb(ground, rooms),
    await followFiles(ground, rooms),
  ]);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, app);
  await rooms.webhooks.start();
  const sweeping = startSweeping(ground, rooms);
  const stopRetention = startRetention({ ...ground, metrics: rooms.metrics });
  const clearingUp = startClearingUp(ground);
  const stop = async (): Promise<void> => {
    clearInterval(sweeping);
    clearInterval(clearingUp);
    const retentionStopped = stopRetention();
    rooms.officeWatch.close();
    rooms.health.close();
    rooms.strain.close();
    await following.stop();
    await Promise.all([drained(server, rooms.streams), rooms.webhooks.stop()]);
    rooms.live.close();
    await ground.stores.conversations.close();
    // Last: what a command asked for may take long, and the closed store cuts it short.
    await retentionStopped;
  };
  return { server, logger: ground.logger, stop };
};

/** Resolves when the server has answered what was open, or after `drainMs`. */
const drained = (server: Server, streams: OpenStreams): Promise<void> =>
  new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), drainMs);
    // A kept-alive connection turns idle only when its last answer is out, so this is looked at again and again.
    const idle = setInterval(() => server.closeIdleConnections(), idleLookMs);
    server.close(() => {
      clearTimeout(giveUp);
      clearInterval(idle);
      resolve();
    });
    streams.endAll();
  });
