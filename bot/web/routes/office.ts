import { Router } from 'express';
import { z } from 'zod';
import type { BrainSource } from '../../conversation/brain.ts';
import { choicesOf } from '../../domain/reply.ts';
import { parse } from '../problem.ts';
import type { OfficeResponse } from '../wire.ts';

interface Parts {
  brain: BrainSource;
  office(): OfficeResponse;
}

const suggestQuery = z.object({ q: z.string().max(1000).default('') });

/** What anybody may ask without a session. */
export const officeRoutes = ({ brain, office }: Parts): Router => {
  const router = Router();
  router.get('/office', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json(office());
  });
  router.get('/suggest', (request, response) => {
    const { q } = parse(suggestQuery, request.query);
    const { knowledge, suggest } = brain.current();
    response.json({ q, suggestions: choicesOf(knowledge, suggest(q)) });
  });
  return router;
};
