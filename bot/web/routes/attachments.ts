import { createHash } from 'node:crypto';
import { Router, type Request } from 'express';
import type { z } from 'zod';
import type { Attachments } from '../../conversation/attachments.ts';
import type { Appended, Conversations } from '../../conversation/conversations.ts';
import { jsonBody } from '../body.ts';
import { ownConversation } from '../customer-auth.ts';
import type { Metrics } from '../metrics.ts';
import { isPicture, withPicture } from '../pictures/picture-body.ts';
import { notAPicture } from '../pictures/picture-type.ts';
import { remakePicture } from '../pictures/remake.ts';
import { sendPicture } from '../pictures/send-picture.ts';
import { presentEvent } from '../presenters/events.ts';
import { parse } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { attachmentQuery, csvHeaderRequest, type attachmentRoomResponse } from '../wire.ts';

interface Parts {
  attachments: Attachments;
  conversations: Conversations;
  limits: RateLimits;
  metrics: Metrics;
}

const path = '/:id/attachments';

const presentAppended = ({ events, seq, conversation }: Appended) => ({
  events: events.map((event) => presentEvent(event, conversation)),
  seq,
});

const clientMessageIdOf = (request: Request): string => parse(attachmentQuery, request.query).clientMessageId;

/** What customers send besides text (N3). Stands before the other routes, whose every body is JSON. */
export const attachmentRoutes = ({ attachments, conversations, limits, metrics }: Parts): Router => {
  const router = Router();

  router.get(path, async (request, response) => {
    const { left, refusal } = attachments.room(await ownConversation(request, conversations));
    const room: z.infer<typeof attachmentRoomResponse> = { left, refusal };
    response.json(room);
  });

  router.get(`${path}/:attachmentId`, async (request, response) => {
    const conversation = await ownConversation(request, conversations);
    sendPicture(response, await attachments.read(conversation, String(request.params['attachmentId'])));
  });

  router.post(path, limits.messages, limits.attachments);

  const admit = async (request: Request): Promise<void> =>
    attachments.requireRoom(await ownConversation(request, conversations), clientMessageIdOf(request));

  const picture = withPicture(admit, async (sent, request, response) => {
    // Loaded anew: the body may have taken a minute.
    const conversation = await ownConversation(request, conversations);
    const sentHash = createHash('sha256').update(sent).digest('hex');
    const clientMessageId = clientMessageIdOf(request);
    const appended = await attachments.picture(conversation, { clientMessageId, sentHash }, () =>
      metrics.pictureMade(() => remakePicture(sent)),
    );
    response.status(201).json(presentAppended(appended));
  });
  router.post(path, async (request, response, next) => {
    if (isPicture(request)) await picture(request, response, next);
    else next(request.is('application/json') ? undefined : notAPicture());
  });

  router.post(path, ...jsonBody, async (request, response) => {
    const { id } = await ownConversation(request, conversations);
    const appended = await attachments.csv(id, parse(csvHeaderRequest, request.body));
    response.status(201).json(presentAppended(appended));
  });

  return router;
};
