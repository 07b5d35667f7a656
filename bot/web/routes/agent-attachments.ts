import { Router } from 'express';
import type { Attachments } from '../../conversation/attachments.ts';
import type { HandoffDesk } from '../../handoff/desk.ts';
import type { Presence } from '../../handoff/presence.ts';
import { agentsOnly, deskRolesOnly } from '../agents/guard.ts';
import type { AgentSessions } from '../agents/sessions.ts';
import { sendPicture } from '../pictures/send-picture.ts';

interface Parts {
  attachments: Attachments;
  desk: HandoffDesk;
  presence: Presence;
  sessions: AgentSessions;
}

/** The pictures of a conversation, for agents. */
export const agentAttachmentRoutes = (parts: Parts): Router => {
  const router = Router();
  router.get(
    '/conversations/:id/attachments/:attachmentId',
    agentsOnly(parts),
    deskRolesOnly,
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
