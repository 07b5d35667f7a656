import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../__tests__/store/postgres-server.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import type { Calendar } from '../../bot/domain/knowledge.ts';
import { addDays, japanDate } from '../../bot/policy/japan-time.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { Stores } from '../../bot/store/port.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { Digests } from '../../bot/workshop/digests/digests.ts';
import { figuresByTime } from '../../bot/workshop/figures/by-time.ts';
import { knowledgeUse } from '../../bot/workshop/gaps/article-use.ts';
import { ownKnowledge } from '../retrieval/own-knowledge.ts';
import { costOf, told, type Cost } from './stored/cost.ts';
import { fillDatabase } from './stored/fill-database.ts';
import { fillFolder } from './stored/fill-folder.ts';
import { madeConversation } from './stored/made-conversations.ts';

/**
 * What an editor's look at the figures costs beside customers, over a hundred thousand conversations of two months:
 * the first look after a start, which reads them all, the next, and how long the event loop stood still meanwhile;
 * beside reading the conversations and no more.
 */

const count = 100_000;
const spreadDays = 60;
const shownDays = 30;
const dayMs = 24 * 60 * 60_000;

const now = new Date();
const conversations = function* (): Generator<Conversation> {
  for (let index = 0; index < count; index += 1)
    yield madeConversation(index, { count, now, days: spreadDays });
};
const report = (error: unknown): never => {
  throw error;
};
const since = new Date(now.getTime() - shownDays * dayMs);

/** What it cost, and the longest time that nothing else could run. */
const watched = async (name: string, task: () => Promise<unknown>): Promise<object> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(20);
  delay.reset();
  const cost = await costOf(task);
  delay.disable();
  return { ...told(name, cost), [`${name}_longest_stop_ms`]: Math.round(delay.max / 1e6) };
};

const looks = async function* (stores: Stores, calendar: Calendar): AsyncGenerator<object> {
  const store = stores.conversations;
  let bare: Cost | null = null;
  let read = 0;
  // What the machine itself does to an event loop that has nothing to do.
  yield await watched('idle', () => sleep(5_000));
  yield await watched('bare_reading', async () => {
    bare = await costOf(async () => {
      for await (const portion of store.changedSince(since)) read += portion.length;
    });
  });
  const digests = new Digests({ store });
  const range = { from: addDays(japanDate(now), 1 - shownDays), to: japanDate(now) };
  let last = 0;
  const first = await costOf(async () => {
    for await (const { changedAt } of digests.since(since)) last = Math.max(last, changedAt);
  });
  yield {
    ...told('first_look', first),
    days_shown: Math.round((last - since.getTime()) / dayMs),
    conversations: read,
    times_bare: Number((first.cpuMs / (bare ?? first).cpuMs).toFixed(2)),
  };
  yield {
    ...(await watched('figures_again', () => figuresByTime(digests.since(since), { range, calendar, now }))),
    ...(await watched('use_again', () => knowledgeUse(digests.since(since)))),
  };
  await store.close();
};

/** One record a line, for `run.ts`. */
const figures = async function* (): AsyncGenerator<object> {
  const { calendar } = (await ownKnowledge()).knowledge;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-figures-'));
  try {
    await fillFolder(folder, conversations());
    const stores = await openLowdbStores({ folder, report });
    for await (const record of looks(stores, calendar)) yield { store: 'lowdb', ...record };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const server = await startPostgres();
  try {
    const url = await server.newDatabase();
    const stores = await openPostgresStores({ url, report });
    await fillDatabase(url, conversations());
    for await (const record of looks(stores, calendar)) yield { store: 'postgres', ...record };
  } finally {
    await server.stop();
  }
};

export { figures as run };
