import type { Express } from 'express';
import { AppError } from '../errors.ts';
import { createApp } from '../web/app.ts';
import { demoAgents, dismissDemoAgents, welcomeDemoAgents } from '../web/demo-agents.ts';
import { rateLimits } from '../web/rate-limits.ts';
import { articlePictureRoutes } from '../web/routes/article-pictures.ts';
import { demoRoutes } from '../web/routes/demo.ts';
import { operationRoutes } from '../web/routes/operations.ts';
import { pageRoutes } from '../web/routes/pages.ts';
import { randomId, type Ground } from './ground.ts';
import type { Rooms } from './rooms.ts';
import { apiRouters } from './api-routers.ts';

export const openWeb = async (ground: Ground, rooms: Rooms): Promise<Express> => {
  const { assets, clock, config, logger, stores } = ground;
  const limits = rateLimits(config.limits);
  // Without a key of the host product the demo signs with one that lasts as long as the process.
  const identityKey = config.identity.key ?? randomId();
  // The demo signs identities itself, which takes a shared secret.
  const canSign = config.demo && config.identity.algorithm === 'HS256';
  const demoParts = { agents: stores.agents, audit: rooms.audit, clock };
  await (config.demo ? welcomeDemoAgents(demoParts) : dismissDemoAgents(demoParts));
  return createApp({
    api: await apiRouters(ground, rooms, { identityKey, limits }),
    pages: pageRoutes({ assets, origins: config.origins, demo: config.demo }),
    pictures: articlePictureRoutes(ground.knowledge),
    operations: operationRoutes({ metrics: rooms.metrics, notReady: () => rooms.health.reason }),
    demo: canSign
      ? demoRoutes({ clock, identityKey, agents: demoAgents, clockSet: () => rooms.officeWatch.check() })
      : null,
    limits,
    metrics: rooms.metrics,
    strain: rooms.strain,
    origins: config.origins,
    trustedProxies: config.trustedProxies,
    storeHealthy: () => rooms.health.healthy,
    report: (error, context) => {
      if (error instanceof AppError && error.code === 'storage-unavailable') rooms.health.ask();
      logger.error({ err: error, ...context }, 'a request failed');
    },
  });
};
