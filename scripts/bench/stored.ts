import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../__tests__/store/postgres-server.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { Selection, Stores } from '../../bot/store/port.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import buildServer from '../set-up/build.mjs';
import { fillDatabase } from './stored/fill-database.ts';
import { fillFolder } from './stored/fill-folder.ts';
import { madeConversation, soughtCustomer } from './stored/made-conversations.ts';
import { startService, type Started } from './stored/service-start.ts';

/**
 * What a hundred thousand stored conversations cost, mostly closed ones: the start, memory, searching the history,
 * finding by customer and by age, removing. Starts are compared with those over an empty store.
 */

const count = 100_000;
/** Each start is measured so often, over the full and the empty store in turn; the quickest counts. */
const starts = 3;
const removedTogether = 100;

const now = new Date();
const conversations = function* (): Generator<Conversation> {
  for (let index = 0; index < count; index += 1) yield madeConversation(index, { count, now });
};

const report = (error: unknown): never => {
  throw error;
};
const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await task();
  return performance.now() - from;
};

type Open = () => Promise<Stores>;

const openMs = async (open: Open): Promise<number> => {
  let stores: Stores | null = null;
  const ms = await timed(async () => {
    stores = await open();
    return stores;
  });
  await (stores as Stores | null)?.conversations.close();
  return ms;
};

const compared = async (full: Open, empty: Open): Promise<object> => {
  const [ms, emptyMs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < starts; turn += 1) {
    ms.push(await openMs(full));
    emptyMs.push(await openMs(empty));
  }
  const [quickest, quickestEmpty] = [Math.min(...ms), Math.min(...emptyMs)];
  return {
    store_open_ms: rounded(quickest),
    empty_ms: rounded(quickestEmpty),
    times_empty: rounded(quickest / quickestEmpty, 2),
  };
};

const comparedServices = async (
  full: Record<string, string>,
  empty: Record<string, string>,
): Promise<object> => {
  const [of, ofEmpty]: [Started[], Started[]] = [[], []];
  for (let turn = 0; turn < starts; turn += 1) {
    of.push(await startService(full));
    ofEmpty.push(await startService(empty));
  }
  const least = (started: Started[], what: keyof Started) => Math.min(...started.map((each) => each[what]));
  return {
    service_start_ms: rounded(least(of, 'startMs')),
    empty_ms: rounded(least(ofEmpty, 'startMs')),
    times_empty: rounded(least(of, 'startMs') / least(ofEmpty, 'startMs'), 2),
    rss_mb: rounded(least(of, 'rssMb')),
    empty_rss_mb: rounded(least(ofEmpty, 'rssMb')),
  };
};

const idsOf = async ({ conversations: store }: Stores, selection: Selection): Promise<string[]> => {
  const found: string[] = [];
  for await (const { ids } of store.select(selection)) found.push(...ids);
  return found;
};

const work = async function* (open: Open): AsyncGenerator<object> {
  const stores = await open();
  const search = (text: string) => stores.conversations.search({ scope: 'closed', text, limit: 50 });
  yield {
    at_desk_ms: rounded(await timed(() => stores.conversations.openAtDesk())),
    search_newest_50_ms: rounded(await timed(() => search(''))),
    search_word_nobody_wrote_ms: rounded(await timed(() => search('だれも書いていない語'))),
  };
  const changedBefore = new Date(now.getTime() - 1_095 * 24 * 60 * 60 * 1_000);
  let due: string[] = [];
  const byAge = await timed(async () => (due = await idsOf(stores, { changedBefore })));
  let theirs: string[] = [];
  const byCustomer = await timed(async () => (theirs = await idsOf(stores, { customer: soughtCustomer })));
  yield {
    find_by_age_ms: rounded(byAge),
    due: due.length,
    find_by_customer_ms: rounded(byCustomer),
    of_customer: theirs.length,
  };
  const removing = due.slice(0, removedTogether);
  const ms = await timed(async () => {
    for (const id of removing) await stores.conversations.remove(id, async () => true);
  });
  yield { removed: removing.length, remove_one_ms: rounded(ms / removing.length, 2) };
  await stores.conversations.close();
};

const key = {
  MADOGUCHI_IDENTITY_KEY: 'a-synthetic-secret-of-this-benchmark',
  MADOGUCHI_RETENTION_DAYS: 'off',
};

const inFolders = async function* (): AsyncGenerator<object> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-stored-'));
  const [full, empty] = [path.join(root, 'full'), path.join(root, 'empty')];
  try {
    let bytes = 0;
    const making = await timed(async () => (bytes = await fillFolder(full, conversations())));
    yield { conversations: count, mb: rounded(bytes / 1e6), made_in_s: rounded(making / 1_000) };
    const open = (folder: string) => () => openLowdbStores({ folder, report });
    yield await compared(open(full), open(empty));
    yield await comparedServices({ ...key, MADOGUCHI_DATA: full }, { ...key, MADOGUCHI_DATA: empty });
    yield* work(open(full));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

const inDatabases = async function* (): AsyncGenerator<object> {
  const server = await startPostgres();
  try {
    const [full, empty] = [await server.newDatabase(), await server.newDatabase()];
    const open = (url: string) => () => openPostgresStores({ url, report });
    // Makes the tables.
    for (const url of [full, empty]) await (await open(url)()).conversations.close();
    const making = await timed(() => fillDatabase(full, conversations()));
    yield { conversations: count, made_in_s: rounded(making / 1_000) };
    yield await compared(open(full), open(empty));
    yield await comparedServices({ ...key, DATABASE_URL: full }, { ...key, DATABASE_URL: empty });
    yield* work(open(full));
  } finally {
    await server.stop();
  }
};

/** One record a line, for `run.ts`. */
const stored = async function* (): AsyncGenerator<object> {
  await buildServer();
  for await (const record of inFolders()) yield { store: 'lowdb', ...record };
  for await (const record of inDatabases()) yield { store: 'postgres', ...record };
};

export { stored as run };
