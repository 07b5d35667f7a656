import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversation.ts';
import { conversationNotFound } from '../../domain/conversation-errors.ts';
import { lastSeq } from '../../domain/conversation.ts';
import { isConversationId, requireConversationId } from '../conversation-id.ts';
import { storableDue } from '../due.ts';
import { changeOf, searchWords } from '../history-search.ts';
import { KeyedQueue } from '../keyed-queue.ts';
import type {
  ConversationChange,
  ConversationStore,
  HistoryFound,
  HistorySearch,
  Outcome,
  SelectedPortion,
  Selection,
} from '../port.ts';
import { Recent } from '../recent.ts';
import { storable } from '../storable.ts';
import { conversationExists, storageUnavailable } from '../storage-errors.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Database, Session } from './database.ts';
import { addDeliveries } from './outbox.ts';
import {
  conversationValues,
  readConversations,
  removedRows,
  selectedRows,
  versionRows,
  withoutNul,
  writtenRows,
} from './rows.ts';
import type { Stored, Version } from './rows.ts';

/**
 * The most conversations that one search looks at. Fewer hides more of the past, more takes the server's
 * time. Sane: 2,000 to 100,000.
 */
const mostSearched = 20_000;

/** Ids in one portion of a selection. Sane: 20 to 1,000; more is more work between two pauses of who asks. */
const portionSize = 100;

/** Conversations read and checked in one go: other work waits for no more than these. */
const readTogether = 16;

const foundRows = z.array(
  z.object({ left_out: z.boolean(), id: z.string().nullable(), version: z.string().nullable() }),
);

export interface PostgresConversationsParts {
  database: Database;
  feed: ChangeFeed;
  /** Conversations kept in memory; 10 to 40 KB each. */
  recentLimit: number;
  /** Hears of damage that no caller asked about, and of what a listener throws. */
  report: (error: unknown) => void;
}

/**
 * Conversations as a row and a row an event, for several instances. The row's lock makes the changes of one
 * conversation wait for each other, whichever instances they come from. What is in memory is only used
 * after the database has said that its version is still the newest.
 */
export class PostgresConversations implements ConversationStore {
  readonly #parts: PostgresConversationsParts;
  /** Of one conversation an instance has one change at the database: a crowd must not take all connections. */
  readonly #queue = new KeyedQueue();
  readonly #recent: Recent<Stored>;
  readonly #reported = new Set<string>();
  #closing: Promise<void> | null = null;

  constructor(parts: PostgresConversationsParts) {
    this.#parts = parts;
    this.#recent = new Recent(parts.recentLimit, () => false);
    // Never served again anyway, but nothing of it is to be left in any instance's memory.
    parts.feed.onChange(({ conversationId, seq }) => {
      if (seq === null) this.#recent.delete(conversationId);
    });
  }

  async create(conversation: Conversation): Promise<void> {
    requireConversationId(conversation.id);
    await this.#alone(conversation.id, async () => {
      const checked = storable(conversation, null);
      const values = conversationValues(checked, checked.events);
      const [written] = writtenRows.parse(await this.#parts.database.write('create-conversation', values));
      if (!written) throw conversationExists();
      this.#written(checked, written);
    });
  }

  async load(id: string): Promise<Conversation | null> {
    this.#requireOpen();
    if (!isConversationId(id)) return null;
    const { database } = this.#parts;
    const [version] = versionRows.parse(await database.query('version', [id]));
    if (!version) this.#recent.delete(id);
    const stored = version ? await this.#newest(database, version) : null;
    return stored && stored.conversation;
  }

  async update<T>(id: string, change: (current: Conversation) => Promise<Outcome<T>>): Promise<T> {
    if (!isConversationId(id)) throw conversationNotFound();
    return this.#alone(id, async () => {
      const { result, next, written } = await this.#parts.database.transaction(async (session) => {
        const [version] = versionRows.parse(await session.query('lock-conversation', [id]));
        const current = version && (await this.#newest(session, version))?.conversation;
        if (!current) throw conversationNotFound();
        const outcome = await change(current);
        const changed = outcome.conversation && storable(outcome.conversation, current);
        if (changed) await addDeliveries(session, storableDue(outcome, changed));
        return {
          result: outcome.result,
          next: changed,
          written: changed && (await write(session, changed, current)),
        };
      });
      if (next && written) this.#written(next, written);
      return result;
    });
  }

  async remove(id: string, agree: (current: Conversation) => Promise<boolean>): Promise<boolean> {
    if (!isConversationId(id)) return false;
    return this.#alone(id, async () => {
      const removed = await this.#parts.database.transaction(async (session) => {
        const [version] = versionRows.parse(await session.query('lock-conversation', [id]));
        const current = version && (await this.#newest(session, version))?.conversation;
        if (!current || !(await agree(structuredClone(current)))) return undefined;
        return removedRows.parse(await session.query('remove-conversation', [id]))[0];
      });
      if (!removed) return false;
      // Drops it from memory, too, as every instance does that hears of it.
      this.#parts.feed.announce({
        conversationId: id,
        revision: removed.revision,
        seq: null,
        everAtDesk: true,
      });
      return true;
    });
  }

  async *select(selection: Selection): AsyncGenerator<SelectedPortion> {
    let [id, changedAt] = ['', ''];
    for (;;) {
      this.#requireOpen();
      const rows = selectedRows.parse(await this.#selectAfter(selection, { id, changedAt }));
      yield { ids: rows.map((row) => row.id), unreadable: [] };
      const last = rows.at(-1);
      if (!last || rows.length < portionSize) return;
      [id, changedAt] = [last.id, last.changed_at];
    }
  }

  async *changedSince(since: Date): AsyncGenerator<Conversation[]> {
    let [id, changedAt] = ['', ''];
    for (;;) {
      this.#requireOpen();
      const values = [since.toISOString(), changedAt, id, readTogether];
      const rows = selectedRows.parse(await this.#parts.database.query('select-since', values));
      yield await this.#readUnkept(rows.map((row) => row.id));
      const last = rows.at(-1);
      if (!last || rows.length < readTogether) return;
      [id, changedAt] = [last.id, last.changed_at];
    }
  }

  /** Those that can be read, whatever is in memory of them; the others are reported. */
  async #readUnkept(ids: string[]): Promise<Conversation[]> {
    if (ids.length === 0) return [];
    const read = readConversations(await this.#parts.database.query('read-conversations', [ids]));
    return read.flatMap(({ id, stored }) => this.#orReported(id, stored)?.conversation ?? []);
  }

  #selectAfter(selection: Selection, { id, changedAt }: { id: string; changedAt: string }) {
    const { database } = this.#parts;
    if ('customer' in selection)
      return database.query('select-of-customer', [withoutNul(selection.customer), id, portionSize]);
    return database.query('select-by-age', [
      selection.changedBefore.toISOString(),
      changedAt,
      id,
      portionSize,
    ]);
  }

  async openAtDesk(): Promise<Conversation[]> {
    this.#requireOpen();
    return this.#readAll(versionRows.parse(await this.#parts.database.query('versions-at-desk')));
  }

  /** Words are looked for in the database, among the newest (`mostSearched`). */
  async search({ scope, text, limit }: HistorySearch): Promise<HistoryFound> {
    this.#requireOpen();
    const words = searchWords(text).map(withoutNul);
    // One more than wanted tells whether there are more.
    const rows = await this.#parts.database.query('search', [scope, words, mostSearched, limit + 1]);
    const found = foundRows.parse(rows);
    const versions = found.flatMap(({ id, version }) => (id && version ? [{ id, version }] : []));
    return {
      conversations: await this.#readAll(versions.slice(0, limit)),
      olderNotSearched: versions.length > limit || found[0]?.left_out === true,
    };
  }

  onChange(listener: (change: ConversationChange) => void): () => void {
    return this.#parts.feed.onChange(listener);
  }

  async ready(): Promise<void> {
    this.#requireOpen();
    await this.#parts.database.write('ready');
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    await this.#queue.settled();
    await Promise.all([this.#parts.feed.close(), this.#parts.database.close()]);
  }

  async #alone<T>(id: string, task: () => Promise<T>): Promise<T> {
    this.#requireOpen();
    return this.#queue.run(id, task);
  }

  #requireOpen(): void {
    if (this.#closing) throw storageUnavailable('the store is closed');
  }

  #written(conversation: Conversation, { revision, version }: { revision: number; version: string }): void {
    this.#recent.set(conversation.id, { version, conversation });
    this.#parts.feed.announce({ ...changeOf(conversation), revision });
  }

  /** Not to be changed. Null when it has gone meanwhile. @throws AppError `storage-damaged` */
  async #newest(session: Session, version: Version): Promise<Stored | null> {
    const [found] = await this.#read(session, [version]);
    if (found instanceof Error) throw found;
    return found ?? null;
  }

  /** Those that can be read, in the order of their versions; the others are reported. */
  async #readAll(versions: Version[]): Promise<Conversation[]> {
    const found: (Stored | null)[] = [];
    for (let from = 0; from < versions.length; from += readTogether) {
      const portion = versions.slice(from, from + readTogether);
      const stored = await this.#read(this.#parts.database, portion);
      found.push(...stored.map((each, index) => this.#orReported(portion[index]?.id ?? '', each)));
    }
    return found.flatMap((each) => (each ? [each.conversation] : []));
  }

  /** From memory where the version is the newest, else from the database; null for what has gone meanwhile. */
  async #read(session: Session, versions: Version[]): Promise<(Stored | Error | null)[]> {
    const known = versions.map(({ id, version }) => {
      const recent = this.#recent.get(id);
      return recent?.version === version ? recent : null;
    });
    const missing = versions.filter((_, index) => known[index] === null).map(({ id }) => id);
    if (missing.length === 0) return known;
    const rows = readConversations(await session.query('read-conversations', [missing]));
    const read = new Map(rows.map(({ id, stored }) => [id, stored]));
    for (const [id, stored] of read) if (!(stored instanceof Error)) this.#recent.set(id, stored);
    return versions.map(({ id }, index) => known[index] ?? read.get(id) ?? null);
  }

  #orReported(id: string, stored: Stored | Error | null): Stored | null {
    if (!(stored instanceof Error)) return stored;
    if (!this.#reported.has(id)) this.#parts.report(stored);
    this.#reported.add(id);
    return null;
  }
}

/** Writes what differs from `current`, whose lock the session holds. */
const write = async (session: Session, next: Conversation, current: Conversation) => {
  const replaced = next.events.filter(
    (event, index) => index < lastSeq(current) && !isDeepStrictEqual(event, current.events[index]),
  );
  if (replaced.length > 0) await session.query('replace-events', [next.id, JSON.stringify(replaced)]);
  const values = conversationValues(next, next.events.slice(lastSeq(current)));
  const [written] = writtenRows.parse(await session.query('change-conversation', values));
  // Removed by hand between lock and write is not possible, so this is a fault of ours.
  if (!written) throw new Error('A locked conversation was not there to be changed');
  return written;
};
