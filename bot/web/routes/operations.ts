import { Router } from 'express';
import type { Metrics } from '../metrics.ts';

interface Parts {
  metrics: Metrics;
  /** Rejects with the reason while something that serving needs is missing. */
  ready(): Promise<void>;
}

/** For those who operate it: alive, ready, figures. */
export const operationRoutes = ({ metrics, ready }: Parts): Router => {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await ready();
      response.json({ status: 'ready' });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      response.status(503).json({ status: 'not-ready', reason });
    }
  });
  router.get('/metrics', async (_request, response) => {
    const text = await metrics.registry.metrics();
    response.type(metrics.registry.contentType).send(text);
  });
  return router;
};
