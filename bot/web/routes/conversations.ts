import { Router } from 'express';
import type { z } from 'zod';
import type { Appended, Conversations } from '../../conversation/conversations.ts';
import { anonymousCustomer, type Customer } from '../../domain/customer.ts';
import type { Knowledge } from '../../domain/knowledge.ts';
import { hasPerson } from '../../domain/ticket.ts';
import { AppError } from '../../errors.ts';
import { ownConversation } from '../customer-auth.ts';
import { openCustomerStream, type StreamParts } from '../customer-stream.ts';
import type { ReadIdentity } from '../identity.ts';
import { jsonBody } from '../body.ts';
import { sharingNotice } from '../office-notices.ts';
import { presentEvent } from '../presenters/events.ts';
import { parse } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { feedbackRequest, handoffRequest, messageRequest, openRequest, surveyRequest } from '../wire.ts';
import type { eventsResponse } from '../wire.ts';

interface Parts extends StreamParts {
  conversations: Conversations;
  readIdentity: ReadIdentity;
  knowledge(): Knowledge;
  limits: RateLimits;
}

/** Query and fragment of a page's URL may hold personal data; who reads the intake needs the page alone. */
const withoutQuery = (url: string | undefined): string | null => {
  if (url === undefined) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new AppError({
      code: 'invalid-request',
      status: 400,
      message: 'pageUrl: must be an http or https URL',
    });
  }
  return `${parsed.origin}${parsed.pathname}`;
};

const presentAppended = ({ events, seq, conversation }: Appended): z.infer<typeof eventsResponse> => ({
  events: events.map((event) => presentEvent(event, conversation)),
  seq,
});

/** The customers' API (contracts.md, "HTTP"). */
export const conversationRoutes = (parts: Parts): Router => {
  const { conversations, limits } = parts;
  const router = Router();
  router.use(...jsonBody);

  router.post('/', limits.opening, async (request, response) => {
    const body = parse(openRequest, request.body);
    const customer: Customer =
      body.identity === undefined ? anonymousCustomer : await parts.readIdentity(body.identity);
    const { conversation, token } = await conversations.open(customer, withoutQuery(body.pageUrl));
    const { notices, ...office } = parts.office();
    response.status(201).json({
      conversationId: conversation.id,
      token,
      office,
      notices: [sharingNotice(parts.knowledge()), ...notices],
    });
  });

  router.post('/:id/messages', limits.messages, async (request, response) => {
    const { id } = await ownConversation(request, conversations);
    const { clientMessageId, text, choice = null, pageUrl } = parse(messageRequest, request.body);
    const message = { clientMessageId, text, choice, pageUrl: withoutQuery(pageUrl) };
    const taken = await conversations.post(id, message);
    response.status(201).json({
      message: presentEvent(taken.message, taken.conversation),
      replies: taken.replies.map((event) => presentEvent(event, taken.conversation)),
      seq: taken.seq,
    });
  });

  router.get('/:id/events', async (request, response) => {
    await ownConversation(request, conversations);
    openCustomerStream(parts, request, response);
  });

  router.post('/:id/typing', limits.typing, async (request, response) => {
    const { id, desk } = await ownConversation(request, conversations);
    // Nobody would see it: the bot does not wait, and in the queue nobody is there yet.
    if (hasPerson(desk.state)) parts.typing.tell({ conversationId: id, agentName: null });
    response.status(204).end();
  });

  router.post('/:id/feedback', limits.messages, async (request, response) => {
    const { id } = await ownConversation(request, conversations);
    const { seq, helpful } = parse(feedbackRequest, request.body);
    response.status(201).json(presentAppended(await conversations.feedback(id, seq, helpful)));
  });

  router.post('/:id/handoff', limits.messages, async (request, response) => {
    const { id } = await ownConversation(request, conversations);
    const { action, pageUrl } = parse(handoffRequest, request.body);
    const act = {
      request: () => conversations.requestHandoff(id, withoutQuery(pageUrl)),
      leave: () => conversations.leaveQueue(id),
      'tell-at-opening': () => conversations.tellAtOpening(id),
    }[action];
    response.status(201).json(presentAppended(await act()));
  });

  router.post('/:id/survey', limits.messages, async (request, response) => {
    const { id } = await ownConversation(request, conversations);
    const { score, comment } = parse(surveyRequest, request.body);
    const given = await conversations.survey(id, { score, comment: comment ?? null });
    response.status(201).json(presentAppended(given));
  });

  return router;
};
