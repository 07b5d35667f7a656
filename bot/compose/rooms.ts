import type { Logger } from 'pino';
import { systemClock } from '../clock.ts';
import { Attachments } from '../conversation/attachments.ts';
import { Bot } from '../conversation/bot.ts';
import { Conversations, type ConversationObserver } from '../conversation/conversations.ts';
import { Auditing } from '../handoff/auditing.ts';
import { ConversationReads } from '../handoff/conversation-reads.ts';
import { HandoffDesk } from '../handoff/desk.ts';
import { Redactions } from '../handoff/redactions.ts';
import { DeskUpkeep } from '../handoff/upkeep.ts';
import { Presence } from '../handoff/presence.ts';
import { RecentHandlings } from '../handoff/recent-handlings.ts';
import { WaitLines } from '../handoff/wait-line.ts';
import { openWebhooks, type Webhooks } from '../handoff/webhooks/webhooks.ts';
import { ApiTokens } from '../web/agents/api-tokens.ts';
import { AgentSessions } from '../web/agents/sessions.ts';
import { OpenStreams } from '../web/event-stream.ts';
import { LiveChanges } from '../web/live.ts';
import { Metrics } from '../web/metrics.ts';
import { Strain } from '../web/strain.ts';
import { StoreHealth } from '../web/store-health.ts';
import { presentOffice } from '../web/office-notices.ts';
import { OfficeWatch } from '../web/office-watch.ts';
import { TypingSigns } from '../web/typing-signs.ts';
import { webhookObserver } from '../web/webhook-observer.ts';
import { randomId, type Ground } from './ground.ts';

const observerOf = (metrics: Metrics, logger: Logger): ConversationObserver => ({
  turnDone: (kind, seconds) => metrics.turnDone(kind, seconds),
  turnFailed: (conversationId, error) => {
    metrics.turnFailed();
    logger.error({ err: error, conversationId }, 'a turn failed; the customer was given the apology');
  },
});

const webhooksOf = ({ config, failed, logger, stores }: Ground, { registry }: Metrics): Webhooks =>
  openWebhooks({
    stores,
    // Real time, as receivers have it.
    clock: systemClock,
    local: config.webhooksLocal,
    randomId,
    random: Math.random,
    observer: webhookObserver(registry, logger, () => stores.outbox.backlog()),
    report: failed,
  });

const openAttachments = ({ stores, brain, clock, failed }: Ground, metrics: Metrics): Attachments =>
  new Attachments({
    store: stores.conversations,
    attachments: stores.attachments,
    brain,
    clock,
    randomId,
    monotonicMs: () => performance.now(),
    taken: (kind) => metrics.attachmentTaken(kind),
    failed,
  });

export const openRooms = (ground: Ground) => {
  const { logger, failed, clock, brain, stores, knowledge } = ground;
  const metrics = new Metrics({
    queueLength: async () => (await desk.list()).filter((listed) => listed.desk.state === 'waiting').length,
    openStreams: () => streams.count,
    knowledgeVersion: () => knowledge().version,
    articles: () => knowledge().articles.size,
  });
  const webhooks = webhooksOf(ground, metrics);
  const presence = new Presence(() => performance.now(), stores.signs);
  const audit = new Auditing(stores.audit, failed);
  const deskParts = { store: webhooks.conversations, clock, knowledge, presence, audit };
  const desk = new HandoffDesk(deskParts);
  const streams = new OpenStreams();
  const health: StoreHealth = new StoreHealth({
    ready: () => stores.conversations.ready(),
    changed: (healthy) => {
      logger.warn({ healthy, reason: health.reason }, 'the store went away or came back');
      officeWatch.check();
    },
  });
  const office = () => presentOffice(knowledge(), { clock, storeHealthy: health.healthy });
  const officeWatch: OfficeWatch = new OfficeWatch(office, failed);
  const recent = new RecentHandlings({
    store: stores.conversations,
    monotonicMs: () => performance.now(),
    failed,
  });
  return {
    webhooks,
    presence,
    desk,
    redactions: new Redactions({ ...deskParts, attachments: stores.attachments }),
    upkeep: new DeskUpkeep(deskParts),
    waitLines: new WaitLines({ recent, presence, clock, knowledge }),
    streams,
    typing: new TypingSigns(() => performance.now(), stores.passing),
    office,
    metrics,
    conversations: new Conversations({
      store: webhooks.conversations,
      bot: new Bot(),
      brain,
      clock,
      randomId,
      observer: observerOf(metrics, logger),
    }),
    attachments: openAttachments(ground, metrics),
    officeWatch,
    health,
    strain: new Strain(),
    live: new LiveChanges(stores.conversations, failed),
    audit,
    reads: new ConversationReads({ audit, clock: systemClock }),
    // Real time: setting the desk's clock in a demo must not sign its agents out.
    sessions: new AgentSessions({ store: stores.agents, audit, clock: systemClock, randomId }),
    tokens: new ApiTokens({ ...stores, audit, clock: systemClock, failed }),
  };
};

export type Rooms = ReturnType<typeof openRooms>;
