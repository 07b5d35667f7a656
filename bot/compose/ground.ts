import { randomBytes } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { SettableClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { LiveBrain } from '../conversation/live-brain.ts';
import { openLowdbStores } from '../store/lowdb/open.ts';
import type { Stores } from '../store/port.ts';
import { buildAssets } from '../web/assets.ts';

/** 256 bits, base64url. */
export const randomId = (): string => randomBytes(32).toString('base64url');

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
  const { openPostgresStores } = await import('../store/postgres/open.ts');
  return openPostgresStores({ url: databaseUrl, report });
};

/** What may still fail after the store is open; its lock and its connections are given up then. */
export const closingUnless = async <T>(stores: Stores, task: () => Promise<T>): Promise<T> => {
  try {
    return await task();
  } catch (error) {
    await stores.conversations.close();
    throw error;
  }
};

/** What everything else stands on. */
export const openGround = async (config: Config) => {
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

export type Ground = Awaited<ReturnType<typeof openGround>>;
