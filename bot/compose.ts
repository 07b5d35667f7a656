import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import { pino, type Logger } from 'pino';
import { SettableClock, systemClock } from './clock.ts';
import { startRetention } from './compose-retention.ts';
import type { Config } from './config.ts';
import type { LiveKnowledge } from './knowledge/live.ts';
import { Attachments } from './conversation/attachments.ts';
import { Bot } from './conversation/bot.ts';
import { Conversations, type ConversationObserver } from './conversation/conversations.ts';
import { clearUpPictures } from './conversation/left-over-pictures.ts';
import { LiveBrain } from './conversation/live-brain.ts';
import type { Conversation } from './domain/conversation.ts';
import { Auditing } from './handoff/auditing.ts';
import { ConversationReads } from './handoff/conversation-reads.ts';
import type { ActingAgent } from './handoff/audited.ts';
import { AppError } from './errors.ts';
import { HandoffDesk } from './handoff/desk.ts';
import { Presence } from './handoff/presence.ts';
import { RecentHandlings } from './handoff/recent-handlings.ts';
import { sweep, sweepEveryMs } from './handoff/sweep.ts';
import { WaitLines } from './handoff/wait-line.ts';
import { openWebhooks, type Webhooks } from './handoff/webhooks/webhooks.ts';
import { openLowdbStores } from './store/lowdb/open.ts';
import type { Stores } from './store/port.ts';
import { CompanySignIn } from './web/agents/oidc/company-sign-in.ts';
import { ApiTokens } from './web/agents/api-tokens.ts';
import { AgentSessions } from './web/agents/sessions.ts';
import { agentsOnly } from './web/agents/guard.ts';
import { editorsOnly } from './web/agents/editors-only.ts';
import { createApp } from './web/app.ts';
import { buildAssets } from './web/assets.ts';
import { coalesced } from './web/coalesced.ts';
import { demoAgents, dismissDemoAgents, welcomeDemoAgents } from './web/demo-agents.ts';
import { OpenStreams } from './web/event-stream.ts';
import { identityReader } from './web/identity.ts';
import { LiveChanges } from './web/live.ts';
import { Metrics } from './web/metrics.ts';
import { Strain } from './web/strain.ts';
import { StoreHealth } from './web/store-health.ts';
import { presentOffice } from './web/office-notices.ts';
import { presentQueue } from './web/presenters/queue.ts';
import { OfficeWatch } from './web/office-watch.ts';
import { TypingSigns } from './web/typing-signs.ts';
import { rateLimits, type RateLimits } from './web/rate-limits.ts';
import { agentCompanySessionRoutes } from './web/routes/agent-company-session.ts';
import { agentAttachmentRoutes } from './web/routes/agent-attachments.ts';
import { agentConversationRoutes } from './web/routes/agent-conversations.ts';
import { agentSessionRoutes } from './web/routes/agent-session.ts';
import { auditRoutes } from './web/routes/audit.ts';
import { attachmentRoutes } from './web/routes/attachments.ts';
import { conversationRoutes } from './web/routes/conversations.ts';
import { demoRoutes } from './web/routes/demo.ts';
import { editorRoutes, type EditorParts } from './web/routes/editor.ts';
import { officeRoutes } from './web/routes/office.ts';
import { operationRoutes } from './web/routes/operations.ts';
import { pageRoutes } from './web/routes/pages.ts';
import { webhookObserver } from './web/webhook-observer.ts';
import type { HistoryRequest } from './web/wire.ts';
import { readGolden } from './workshop/golden.ts';
import { conversationsSince } from './workshop/conversations-since.ts';
import { Digests } from './workshop/digests/digests.ts';
import { Workbench } from './workshop/drafts/workbench.ts';
import { Editing } from './workshop/editing.ts';
import { TrialBrains } from './workshop/trial-brains.ts';

/** 256 bits, base64url. */
const randomId = (): string => randomBytes(32).toString('base64url');

/** How long open requests may take to finish at the end; with it the exit stays under the promised 10 s. */
const drainMs = 8_000;

/** How often connections that have become idle are closed at the end (ms). */
const idleLookMs = 50;

/**
 * Longer than proxies keep an idle connection (nginx and the usual load balancers: 60 s), or now and then one
 * would send a request over a connection that we are just closing. Sane: 65 to 120 s.
 */
const keepAliveMs = 75_000;

export interface Service {
  server: Server;
  logger: Logger;
  /** Ends gracefully: open requests finish, streams close with a retry hint, the store's lock is given up. */
  stop(): Promise<void>;
}

/** One line of JSON an entry, never with a customer's text: callers log ids, codes and counts only. */
const createLogger = (config: Config): Logger =>
  pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.text', '*.token', '*.identity', '*.password'], censor: '[removed]' },
  });

const openStores = async (
  { databaseUrl, dataFolder }: Config,
  report: (error: unknown) => void,
): Promise<Stores> => {
  if (databaseUrl === null) return openLowdbStores({ folder: dataFolder, report });
  // The driver is loaded by those who use it.
  const { openPostgresStores } = await import('./store/postgres/open.ts');
  return openPostgresStores({ url: databaseUrl, report });
};

/** What may still fail after the store is open; its lock and its connections are given up then. */
const closingUnless = async <T>(stores: Stores, task: () => Promise<T>): Promise<T> => {
  try {
    return await task();
  } catch (error) {
    await stores.conversations.close();
    throw error;
  }
};

/** What everything else stands on. */
const openGround = async (config: Config) => {
  const logger = createLogger(config);
  const failed = (error: unknown): void => logger.error({ err: error }, 'background work failed');
  const clock = new SettableClock();
  clock.set(config.startsAt);
  // The store first, and alone: learning keeps the processor for seconds where nothing is kept from a start
  // before, and a connection whose answer nobody reads meanwhile counts as one that timed out.
  const stores = await openStores(config, failed);
  const [brain, assets] = await closingUnless(stores, () =>
    Promise.all([
      LiveBrain.open({ knowledge: config.knowledgeFolder, intents: config.intentsFolder }),
      buildAssets(),
    ]),
  );
  for (const warning of brain.warnings) logger.warn({ finding: warning }, 'knowledge');
  const knowledge = () => brain.current().knowledge;
  return { config, logger, failed, clock, brain, assets, stores, knowledge };
};

type Ground = Awaited<ReturnType<typeof openGround>>;

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

const openRooms = (ground: Ground) => {
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
  const desk = new HandoffDesk({
    store: webhooks.conversations,
    attachments: stores.attachments,
    clock,
    knowledge,
    presence,
    audit,
  });
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
    waitLines: new WaitLines({ recent, presence, clock, knowledge }),
    streams,
    typing: new TypingSigns(() => performance.now()),
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

type Rooms = ReturnType<typeof openRooms>;

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

const apiRouters = async (
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

const editorParts = (ground: Ground, rooms: Rooms): EditorParts => {
  const { brain, clock, config, stores } = ground;
  const folders = { knowledge: config.knowledgeFolder, intents: config.intentsFolder };
  const { approvedByAnother } = config;
  return {
    guard: [agentsOnly(rooms), editorsOnly],
    // Real time, as for the sessions: a desk whose clock is set for a demo approves nothing in the past.
    workbench: new Workbench({ folders, clock: systemClock, approvedByAnother }),
    audit: rooms.audit,
    editing: new Editing(() => performance.now()),
    approvedByAnother,
    brain,
    trialBrains: new TrialBrains({ tryOut: (knowledge) => brain.tryOut(knowledge) }),
    clock,
    golden: () => readGolden(folders),
    conversationsSince: (since) => conversationsSince(stores.conversations, since),
    digests: new Digests({ store: stores.conversations }),
  };
};

const openWeb = async (ground: Ground, rooms: Rooms): Promise<Express> => {
  const { assets, clock, config, logger, stores } = ground;
  const limits = rateLimits(config.limits);
  // Without a key of the host product the demo signs with one that lasts as long as the process.
  const identityKey = config.identity.key ?? randomId();
  // The demo signs identities itself, which takes a shared secret.
  const canSign = config.demo && config.identity.algorithm === 'HS256';
  const demoParts = { agents: stores.agents, audit: rooms.audit, clock };
  await (config.demo ? welcomeDemoAgents(demoParts) : dismissDemoAgents(demoParts));
  return createApp({
    api: await apiRouters(ground, rooms, { identityKey, limits }),
    pages: pageRoutes({ assets, origins: config.origins, demo: config.demo }),
    operations: operationRoutes({ metrics: rooms.metrics, notReady: () => rooms.health.reason }),
    demo: canSign
      ? demoRoutes({ clock, identityKey, agents: demoAgents, clockSet: () => rooms.officeWatch.check() })
      : null,
    limits,
    metrics: rooms.metrics,
    strain: rooms.strain,
    origins: config.origins,
    trustedProxies: config.trustedProxies,
    storeHealthy: () => rooms.health.healthy,
    report: (error, context) => {
      if (error instanceof AppError && error.code === 'storage-unavailable') rooms.health.ask();
      logger.error({ err: error, ...context }, 'a request failed');
    },
  });
};

const followFiles = ({ brain, failed, logger }: Ground, { metrics, officeWatch }: Rooms) =>
  brain.follow({
    served: ({ version }, warnings) => {
      metrics.reloaded('served');
      logger.info({ version, warnings }, 'knowledge reloaded');
      officeWatch.check();
    },
    refused: (errors) => {
      metrics.reloaded('refused');
      logger.error({ errors }, 'knowledge has errors; the last good version goes on serving');
    },
    failed,
  });

const startSweeping = (ground: Ground, { desk, presence }: Rooms): NodeJS.Timeout => {
  const parts = {
    store: ground.stores.conversations,
    desk,
    presence,
    clock: ground.clock,
    calendar: () => ground.knowledge().calendar,
    failed: (conversationId: string, error: unknown) =>
      ground.logger.error({ err: error, conversationId }, 'sweep failed'),
  };
  return setInterval(() => {
    sweep(parts).catch(ground.failed);
  }, sweepEveryMs);
};

/** How often left-over bytes of pictures are looked for. Sane: a minute to an hour; they hurt nobody meanwhile. */
const clearUpEveryMs = 60_000;

/** At once, too: what an earlier process left is known to be left. */
const startClearingUp = ({ stores, failed }: Ground): NodeJS.Timeout => {
  const parts = { store: stores.conversations, attachments: stores.attachments, failed };
  const clearUp = (): void => {
    clearUpPictures(parts).catch(failed);
  };
  clearUp();
  return setInterval(clearUp, clearUpEveryMs);
};

/** The only place that builds adapters and puts the rooms together. */
export const compose = async (config: Config): Promise<Service> => {
  const ground = await openGround(config);
  const rooms = openRooms(ground);
  const [app, following] = await closingUnless(ground.stores, async (): Promise<[Express, LiveKnowledge]> => [
    await openWeb(ground, rooms),
    await followFiles(ground, rooms),
  ]);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, app);
  await rooms.webhooks.start();
  const sweeping = startSweeping(ground, rooms);
  const stopRetention = startRetention({ ...ground, metrics: rooms.metrics });
  const clearingUp = startClearingUp(ground);
  const stop = async (): Promise<void> => {
    clearInterval(sweeping);
    clearInterval(clearingUp);
    const retentionStopped = stopRetention();
    rooms.officeWatch.close();
    rooms.health.close();
    rooms.strain.close();
    await following.stop();
    await Promise.all([drained(server, rooms.streams), rooms.webhooks.stop()]);
    rooms.live.close();
    await ground.stores.conversations.close();
    // Last: what a command asked for may take long, and the closed store cuts it short.
    await retentionStopped;
  };
  return { server, logger: ground.logger, stop };
};

/** Resolves when the server has answered what was open, or after `drainMs`. */
const drained = (server: Server, streams: OpenStreams): Promise<void> =>
  new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), drainMs);
    // A kept-alive connection turns idle only when its last answer is out, so this is looked at again and again.
    const idle = setInterval(() => server.closeIdleConnections(), idleLookMs);
    server.close(() => {
      clearTimeout(giveUp);
      clearInterval(idle);
      resolve();
    });
    streams.endAll();
  });
