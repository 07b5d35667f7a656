import { conversationRemains, readableRemains } from '../../bot/compose/remains.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { exportCustomer, type CustomerExport } from '../../bot/retention/customer-export.ts';
import { forgetCustomer, forgottenSchema } from '../../bot/retention/forget.ts';
import type { ForgetRequest, Forgotten } from '../../bot/retention/forget.ts';
import { askServer } from '../../bot/store/lowdb/ask-server.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { FolderReader } from '../../bot/store/lowdb/read-folder.ts';
import type { Stores } from '../../bot/store/port.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { StartError } from '../../bot/errors.ts';
import { refuseRootInForeignFolder } from '../foreign-folder.ts';

/** Where customers' data is kept, for commands that work beside a running server. */
export interface DataPlace {
  /** As a person is told of it; no password. */
  name: string;
  forget(request: ForgetRequest): Promise<Forgotten>;
  export(of: { customer: string; at: Date }): Promise<CustomerExport>;
  /** As the store's; `report` hears of each conversation that cannot be read. */
  changedSince(since: Date, report: () => void): AsyncIterable<Conversation[]>;
}

/** What could not be read is part of every result. */
const report = (): void => {};

const closing = async <T>(stores: Stores, task: (stores: Stores) => Promise<T>): Promise<T> =>
  task(stores).finally(() => stores.conversations.close());

const holdingsOf = (stores: Stores) => ({
  store: stores.conversations,
  remains: conversationRemains(stores),
});

/** Its instances serve nothing from memory without asking it, so that the command changes it itself. */
const database = (url: string): DataPlace => {
  // The error quotes nothing: the URL holds a password.
  if (!URL.canParse(url))
    throw new StartError(
      'DATABASE_URL is no URL; write it as postgres://user:password@db.example.com:5432/madoguchi',
    );
  const { host, pathname } = new URL(url);
  const open = () => openPostgresStores({ url, report });
  return {
    name: `the database ${host}${pathname}`,
    forget: async (request) => closing(await open(), (stores) => forgetCustomer(holdingsOf(stores), request)),
    export: async (of) => closing(await open(), (stores) => exportCustomer(holdingsOf(stores), of)),
    changedSince: async function* (since, unreadable) {
      const { conversations } = await openPostgresStores({ url, report: unreadable });
      try {
        yield* conversations.changedSince(since);
      } finally {
        await conversations.close();
      }
    },
  };
};

/**
 * The running server has the conversations in memory and writes them back, so that it is asked to remove them;
 * without one, the command takes the folder for that time. Reading needs neither: every file is whole.
 */
const folder = (path: string): DataPlace => {
  const reader = new FolderReader(path);
  return {
    name: `the data folder ${path}`,
    forget: async (request) => {
      await reader.requireFolder();
      await refuseRootInForeignFolder(path);
      const answer = await askServer(path, request);
      if (answer) return forgottenSchema.parse(answer.result);
      const stores = await openLowdbStores({ folder: path, report });
      return closing(stores, () => forgetCustomer(holdingsOf(stores), request));
    },
    export: async (of) => {
      await reader.requireFolder();
      return exportCustomer(
        {
          store: reader,
          remains: readableRemains({
            attachments: { read: (place) => reader.picture(place) },
            outbox: reader,
          }),
        },
        of,
      );
    },
    changedSince: async function* (since, unreadable) {
      await reader.requireFolder();
      yield* reader.changedSince(since, unreadable);
    },
  };
};

/** The store that the server of the same settings uses (README.md, "Configuration"). */
export const dataPlace = (env: NodeJS.ProcessEnv): DataPlace =>
  env.DATABASE_URL ? database(env.DATABASE_URL) : folder(env.MADOGUCHI_DATA || '.data');
