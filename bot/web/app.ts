import { randomUUID } from 'node:crypto';
import express, { Router, type Express, type RequestHandler } from 'express';
import type { Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { problemHandler, unknownRoute, type ReportError } from './problem.ts';
import { apiHeaders } from './security-headers.ts';
import { allowOrigins } from './cross-origin.ts';
import { capacity } from './capacity.ts';
import { keptOnly } from './kept-only.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Strain } from './strain.ts';

interface Parts {
  /** Routers by the path they stand under. */
  api: { path: string; router: Router }[];
  pages: Router;
  /** The pictures of answers. */
  pictures: Router;
  operations: Router;
  demo: Router | null;
  limits: RateLimits;
  metrics: Metrics;
  strain: Strain;
  origins: readonly string[];
  trustedProxies: number;
  /** False while the store takes no writes. */
  storeHealthy(): boolean;
  report: ReportError;
}

const requestIds: RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.locals['requestId'] = id;
  response.setHeader('X-Request-Id', id);
  next();
};

const measured =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const started = process.hrtime.bigint();
    response.once('finish', () => {
      if (response.getHeader('Content-Type')?.toString().startsWith('text/event-stream')) return;
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      metrics.requestDone({ method: request.method, status: response.statusCode }, seconds);
    });
    next();
  };

/** What the API says is somebody's alone, or true for a moment. */
const notStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** The whole HTTP side, ready to listen. */
export const createApp = (parts: Parts): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustedProxies);
  // Queries are flat here; the extended parser builds objects from them.
  app.set('query parser', 'simple');
  app.use(requestIds, measured(parts.metrics));
  app.use(parts.operations);
  app.use(
    '/api/v1',
    apiHeaders,
    notStored,
    allowOrigins(parts.origins),
    parts.limits.requests,
    capacity({ strain: parts.strain, random: Math.random, shed: (kind) => parts.metrics.shed(kind) }),
    apiRouter(parts),
  );
  if (parts.demo) app.use('/demo', apiHeaders, parts.demo);
  app.use(parts.pictures, parts.pages);
  app.use(unknownRoute, problemHandler(parts.report));
  return app;
};

const apiRouter = ({ api, storeHealthy }: Parts): Router => {
  const router = Router();
  const openapi = openApiDocument();
  router.get('/openapi.json', (_request, response) => {
    response.json(openapi);
  });
  router.use(['/conversations', '/agent'], keptOnly(storeHealthy));
  for (const { path, router: routes } of api) router.use(path, routes);
  return router;
};
