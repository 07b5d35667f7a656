import { Router } from 'express';
import type { Metrics } from '../metrics.ts';

interface Parts {
  metrics: Metrics;
  /** Why it cannot serve at the moment; null when it can. Dictionary and knowledge stand before it listens. */
  notReady(): string | null;
}

/** For those who operate it: alive, ready, figures. */
export const operationRoutes = ({ metrics, notReady }: Parts): Router => {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/readyz', (_request, response) => {
    const reason = notReady();
    if (reason === null) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'not-ready', reason });
  });
  router.get('/metrics', async (_request, response) => {
    const text = await metrics.registry.metrics();
    response.type(metrics.registry.contentType).send(text);
  });
  return router;
};
