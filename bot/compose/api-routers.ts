import { systemClock } from '../clock.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { ActingAgent } from '../handoff/audited.ts';
import { CompanySignIn } from '../web/agents/oidc/company-sign-in.ts';
import { coalesced } from '../web/coalesced.ts';
import { identityReader } from '../web/identity.ts';
import { presentQueue } from '../web/presenters/queue.ts';
import type { RateLimits } from '../web/rate-limits.ts';
import { agentCompanySessionRoutes } from '../web/routes/agent-company-session.ts';
import { agentAttachmentRoutes } from '../web/routes/agent-attachments.ts';
import { agentConversationRoutes } from '../web/routes/agent-conversations.ts';
import { agentSessionRoutes } from '../web/routes/agent-session.ts';
import { auditRoutes } from '../web/routes/audit.ts';
import { attachmentRoutes } from '../web/routes/attachments.ts';
import { conversationRoutes } from '../web/routes/conversations.ts';
import { editorRoutes } from '../web/routes/editor.ts';
import { officeRoutes } from '../web/routes/office.ts';
import type { HistoryRequest } from '../web/wire.ts';
import type { Ground } from './ground.ts';
import type { Rooms } from './rooms.ts';
import { editorParts } from './editor-parts.ts';

const companySignIn = (
  { config, logger, stores }: Ground,
  { audit, sessions }: Rooms,
): CompanySignIn | null =>
  config.oidc &&
  new CompanySignIn({
    settings: config.oidc,
    sessions,
    store: stores.agents,
    audit,
    // Real time, as the provider's.
    clock: systemClock,
    refused: (facts) => logger.warn(facts, 'signing in or out with the company account did not succeed'),
  });

export const apiRouters = async (
  ground: Ground,
  rooms: Rooms,
  settings: { identityKey: string; limits: RateLimits },
) => {
  const { brain, clock, config, failed, knowledge, stores } = ground;
  const { desk, office } = rooms;
  const readIdentity = await identityReader(config.identity.algorithm, settings.identityKey);
  const presentList = (conversations: readonly Conversation[]) => {
    const { notices: _notices, ...state } = office();
    return presentQueue(conversations, {
      office: state,
      now: clock.now(),
      calendar: knowledge().calendar,
    });
  };
  const queue = async () => presentList(await desk.list());
  const history = async ({ state, q }: HistoryRequest, agent: ActingAgent) => {
    const { conversations, olderNotSearched } = await desk.search({ scope: state, text: q }, agent);
    return { ...presentList(conversations), olderNotSearched };
  };
  const shared = { ...rooms, store: stores.conversations, failed };
  return [
    // First, since every other body is JSON.
    { path: '/conversations', router: attachmentRoutes({ ...rooms, limits: settings.limits }) },
    {
      path: '/conversations',
      router: conversationRoutes({
        ...shared,
        // Each change at the desk wakes all who wait in the queue, and each asks for the whole of it.
        desk: { list: coalesced(() => desk.list()) },
        knowledge,
        readIdentity,
        limits: settings.limits,
      }),
    },
    {
      path: '/agent/session/oidc',
      router: agentCompanySessionRoutes({ company: companySignIn(ground, rooms), limits: settings.limits }),
    },
    {
      path: '/agent/session',
      router: agentSessionRoutes({
        ...rooms,
        ways: { password: config.passwordSignIn, company: config.oidc !== null },
      }),
    },
    { path: '/agent/audit', router: auditRoutes({ ...rooms, audit: stores.audit }) },
    { path: '/agent', router: agentAttachmentRoutes(rooms) },
    {
      path: '/agent',
      router: agentConversationRoutes({ ...shared, brain, clock, queue, history, agents: stores.agents }),
    },
    { path: '/editor', router: editorRoutes(editorParts(ground, rooms)) },
    { path: '/', router: officeRoutes({ brain, office, clock }) },
  ];
};
