import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../__tests__/store/postgres-server.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { Selection, Stores } from '../../bot/store/port.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { buildServer } from '../set-up/build.mjs';
import { costOf, told, type Cost } from './stored/cost.ts';
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

const least = <T>(all: T[], what: (each: T) => number): number => Math.min(...all.map(what));

type Open = () => Promise<Stores>;

const opening = async (open: Open): Promise<Cost> => {
  const opened: Stores[] = [];
  const cost = await costOf(async () => opened.push(await open()));
  for (const { conversations: store } of opened) await store.close();
  return cost;
};

/** Opens the one and the other in turn, and compares the quickest of each. */
const compared = async (full: Open, empty: Open): Promise<object> => {
  const [costs, emptyCosts]: [Cost[], Cost[]] = [[], []];
  for (let turn = 0; turn < starts; turn += 1) {
    costs.push(await opening(full));
    emptyCosts.push(await opening(empty));
  }
  const [ms, emptyMs] = [costs, emptyCosts].map((all) => least(all, (cost) => cost.ms));
  return {
    store_open_ms: rounded(ms ?? NaN),
    store_open_cpu_ms: rounded(least(costs, ({ cpuMs }) => cpuMs)),
    empty_ms: rounded(emptyMs ?? NaN),
    times_empty: rounded((ms ?? NaN) / (emptyMs ?? NaN), 2),
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
  const [ms, emptyMs] = [of, ofEmpty].map((all) => least(all, ({ startMs }) => startMs));
  return {
    service_start_ms: rounded(ms ?? NaN),
    service_start_cpu_ms: rounded(least(of, ({ cpuMs }) => cpuMs)),
    empty_ms: rounded(emptyMs ?? NaN),
    empty_cpu_ms: rounded(least(ofEmpty, ({ cpuMs }) => cpuMs)),
    times_empty: rounded((ms ?? NaN) / (emptyMs ?? NaN), 2),
    rss_mb: rounded(least(of, ({ rssMb }) => rssMb)),
    empty_rss_mb: rounded(least(ofEmpty, ({ rssMb }) => rssMb)),
  };
};

const idsOf = async ({ conversations: store }: Stores, selection: Selection): Promise<string[]> => {
  const found: string[] = [];
  for await (const { ids } of store.select(selection)) found.push(...ids);
  return found;
};

const work = async function* (open: Open): AsyncGenerator<object> {
  const stores = await open();
  const { conversations: store } = stores;
  const search = (text: string) => store.search({ scope: 'closed', text, limit: 50 });
  yield {
    ...told('at_desk', await costOf(() => store.openAtDesk())),
    ...told('search_newest_50', await costOf(() => search(''))),
    ...told('search_word_nobody_wrote', await costOf(() => search('だれも書いていない語'))),
  };
  const changedBefore = new Date(now.getTime() - 1_095 * 24 * 60 * 60 * 1_000);
  const found: Record<'due' | 'theirs', string[]> = { due: [], theirs: [] };
  yield {
    ...told('find_by_age', await costOf(async () => (found.due = await idsOf(stores, { changedBefore })))),
    due: found.due.length,
    ...told(
      'find_by_customer',
      await costOf(async () => (found.theirs = await idsOf(stores, { customer: soughtCustomer }))),
    ),
    of_customer: found.theirs.length,
  };
  const removing = found.due.slice(0, removedTogether);
  const { ms } = await costOf(async () => {
    for (const id of removing) await store.remove(id, async () => true);
  });
  yield { removed: removing.length, remove_one_ms: rounded(ms / removing.length, 2) };
  await store.close();
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
    const { ms } = await costOf(async () => (bytes = await fillFolder(full, conversations())));
    yield { conversations: count, mb: rounded(bytes / 1e6), made_in_s: rounded(ms / 1_000) };
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
    const { ms } = await costOf(() => fillDatabase(full, conversations()));
    yield { conversations: count, made_in_s: rounded(ms / 1_000) };
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
