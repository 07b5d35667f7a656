import { Router } from 'express';
import type { Attachments } from '../../conversation/attachments.ts';
import type { HandoffDesk } from '../../handoff/desk.ts';
import { agentsOnly, onlyWhoMay, type GuardParts } from '../agents/guard.ts';
import { sendPicture } from '../pictures/send-picture.ts';

interface Parts extends GuardParts {
  attachments: Attachments;
  desk: HandoffDesk;
}

/** The pictures of a conversation, for agents. */
export const agentAttachmentRoutes = (parts: Parts): Router => {
  const router = Router();
  router.get(
    '/conversations/:id/attachments/:attachmentId',
    agentsOnly(parts),
    onlyWhoMay('read'),
    async (request, response) => {
      const conversation = await parts.desk.find(String(request.params['id']));
      sendPicture(
        response,
        await parts.attachments.read(conversation, String(request.params['attachmentId'])),
      );
    },
  );
  return router;
};
