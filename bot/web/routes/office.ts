import { Router } from 'express';
import { z } from 'zod';
import { answerAlone } from '../../conversation/answer-alone.ts';
import type { BrainSource } from '../../conversation/brain.ts';
import type { Clock } from '../../clock.ts';
import { anonymousCustomer } from '../../domain/customer.ts';
import { choicesOf } from '../../domain/reply.ts';
import { jsonBody } from '../body.ts';
import { parse } from '../problem.ts';
import { presentReply } from '../presenters/events.ts';
import { faqRequest, type OfficeResponse } from '../wire.ts';

interface Parts {
  brain: BrainSource;
  office(): OfficeResponse;
  clock: Clock;
}

const suggestQuery = z.object({ q: z.string().max(1000).default('') });

/** What anybody may ask without a session. */
export const officeRoutes = ({ brain, office, clock }: Parts): Router => {
  const router = Router();
  router.get('/office', (_request, response) => {
    response.json(office());
  });
  router.get('/suggest', (request, response) => {
    const { q } = parse(suggestQuery, request.query);
    const { knowledge, suggest } = brain.current();
    response.json({ q, suggestions: choicesOf(knowledge, suggest(q)) });
  });
  // A POST, so that what was asked stands in no log of addresses.
  router.post('/faq', ...jsonBody, (request, response) => {
    const { text, choice } = parse(faqRequest, request.body);
    const asker = { customer: anonymousCustomer, now: clock.now() };
    const replies = answerAlone(brain.current(), asker, { text, choice: choice ?? null });
    response.json({ replies: replies.map(presentReply) });
  });
  return router;
};
