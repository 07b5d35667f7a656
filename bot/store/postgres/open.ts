import { z } from 'zod';
import { StartError } from '../../errors.ts';
import type { Accounts, Deliveries, PassingSigns, SignsOfLife, Stores, WebhookEndpoints } from '../port.ts';
import { PostgresAgents } from './agents.ts';
import { PostgresAttachments } from './attachments.ts';
import { PostgresAuditLog } from './audit-log.ts';
import { ChangeFeed } from './change-feed.ts';
import { PostgresConversations } from './conversations.ts';
import { Database } from './database.ts';
import { PostgresEndpoints } from './endpoints.ts';
import { cannotStart } from './failures.ts';
import { migrateSchema } from './migrate.ts';
import { PostgresOutbox } from './outbox.ts';
import { PostgresPassingSigns } from './passing-signs.ts';
import { PostgresSigns } from './signs.ts';
import { PostgresTokens } from './tokens.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; never logged. */
  url: string;
  /** Hears of lost connections, of damage that no caller asked about, and of what a listener throws. */
  report: (error: unknown) => void;
  /** Conversations kept in memory; 100 to 100,000, at 10 to 40 KB each. */
  recentLimit?: number;
  /** False: changes of other instances are found by looking alone. For tests. */
  hints?: boolean;
}

export interface PostgresStores extends Stores {
  signs: SignsOfLife;
  passing: PassingSigns;
  /** True when it holds neither conversations nor agents. */
  isEmpty(): Promise<boolean>;
}

const usualRecentLimit = 2_000;

/**
 * Opens the store for several instances, and brings its tables up to date first. All connections are
 * given up by `conversations.close()`.
 * @throws StartError with one line when the database cannot be used.
 */
export const openPostgresStores = async (options: PostgresOptions): Promise<PostgresStores> => {
  const { url, report, recentLimit = usualRecentLimit, hints = true } = options;
  const feed = new ChangeFeed({ url, report, hints });
  await explained(async () => {
    await migrateSchema(url);
    await feed.open();
  });
  const database = new Database(url, report);
  return {
    conversations: new PostgresConversations({ database, feed, recentLimit, report }),
    ...accountsIn(database),
    attachments: new PostgresAttachments(database),
    signs: new PostgresSigns(database),
    passing: new PostgresPassingSigns(feed),
    requests: null,
    outbox: new PostgresOutbox(database),
    endpoints: new PostgresEndpoints(database),
    isEmpty: async () => emptyRows.parse(await database.query('is-empty'))[0].empty,
  };
};

/** What commands change beside servers that may be running. */
export const openPostgresAccounts = async (
  url: string,
): Promise<Accounts & { close: () => Promise<void> }> => {
  await explained(() => migrateSchema(url));
  const database = new Database(url, () => {});
  return { ...accountsIn(database), close: () => database.close() };
};

/** The webhooks alone, for the `webhook` command. */
export const openPostgresWebhooks = async (
  url: string,
): Promise<{ endpoints: WebhookEndpoints; deliveries: Deliveries; close: () => Promise<void> }> => {
  await explained(() => migrateSchema(url));
  const database = new Database(url, () => {});
  return {
    endpoints: new PostgresEndpoints(database),
    deliveries: new PostgresOutbox(database),
    close: () => database.close(),
  };
};

const accountsIn = (database: Database): Accounts => ({
  agents: new PostgresAgents(database),
  tokens: new PostgresTokens(database),
  audit: new PostgresAuditLog(database),
});

const emptyRows = z.tuple([z.object({ empty: z.boolean() })]);

const explained = async (task: () => Promise<void>): Promise<void> => {
  try {
    await task();
  } catch (error) {
    throw error instanceof StartError ? error : cannotStart(error);
  }
};
