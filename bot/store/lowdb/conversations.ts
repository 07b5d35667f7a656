import path from 'node:path';
import type { Conversation } from '../../domain/conversation.ts';
import { conversationNotFound } from '../../domain/conversation-errors.ts';
import { needsDesk } from '../../domain/ticket.ts';
import { AppError } from '../../errors.ts';
import { Listeners } from '../listeners.ts';
import { isConversationId, requireConversationId } from '../conversation-id.ts';
import { storableDue } from '../due.ts';
import { changeOf } from '../history-search.ts';
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
import { storable } from '../storable.ts';
import { conversationExists, storageUnavailable } from '../storage-errors.ts';
import { ConversationFiles, type ConversationFilesParts } from './conversation-files.ts';
import { asUnavailable, temporarySuffix } from './durable-json.ts';
import { historyMark } from './history-mark.ts';
import type { Mark } from './history-marks.ts';
import { forEachLimited } from './limited.ts';
import type { LowdbOutbox } from './outbox.ts';
import { Recent } from '../recent.ts';
import { readChanged } from './read-changed.ts';
import { searchHistory } from './search-history.ts';
import { selectStored, settleRemovals } from './select-stored.ts';
import { writeSynced } from './write-synced.ts';

/** Files read side by side. libuv has four threads for them; more than some tens only hold descriptors. */
const readsAtOnce = 16;

/** These two are too short for a conversation's id, so that they can stand for themselves in the queue. */
const probeFile = `ready${temporarySuffix}`;
const searching = 'search';

export interface LowdbConversationsParts extends ConversationFilesParts {
  outbox: LowdbOutbox;
  /** Conversations kept in memory beside those at work; 10 to 40 KB each. */
  recentLimit: number;
  /** Hears of damage that no caller asked about, and of what a listener throws. */
  report: (error: unknown) => void;
  /** Gives up the folder's lock. */
  release: () => Promise<void>;
}

/**
 * Conversations as one lowdb file each. What is in memory is always what is durable on disk: a
 * change is written first and taken over after, so that a failed write advances nothing.
 */
export class LowdbConversations implements ConversationStore {
  readonly #parts: LowdbConversationsParts;
  readonly #files: ConversationFiles;
  readonly #queue = new KeyedQueue();
  readonly #recent: Recent<Conversation>;
  readonly #listeners: Listeners<ConversationChange>;
  readonly #reported = new Set<string>();
  #closed = false;

  constructor(parts: LowdbConversationsParts) {
    this.#parts = parts;
    this.#files = new ConversationFiles(parts);
    // What is at work stays in memory: otherwise a reader could meet a file in the middle of its
    // change, and take for durable what is not yet.
    this.#recent = new Recent(parts.recentLimit, (id) => this.#queue.isBusy(id));
    this.#listeners = new Listeners<ConversationChange>(parts.report);
  }

  async create(conversation: Conversation): Promise<void> {
    requireConversationId(conversation.id);
    await this.#alone(conversation.id, async () => {
      if (await this.#read(conversation.id)) throw conversationExists();
      try {
        await this.#write(storable(conversation, null), null);
      } catch (error) {
        await this.#files.dropUnfinished(conversation.id);
        throw error;
      }
    });
  }

  async load(id: string): Promise<Conversation | null> {
    if (!isConversationId(id)) return null;
    return this.#recent.get(id) ?? this.#alone(id, () => this.#read(id));
  }

  async update<T>(id: string, change: (current: Conversation) => Promise<Outcome<T>>): Promise<T> {
    if (!isConversationId(id)) throw conversationNotFound();
    return this.#alone(id, async () => {
      const current = await this.#read(id);
      if (!current) throw conversationNotFound();
      const outcome = await change(current);
      if (outcome.conversation) {
        const next = storable(outcome.conversation, current);
        const due = storableDue(outcome, next);
        // Before the conversation: a webhook too many is seen and dropped, one too few would be lost.
        await this.#parts.outbox.stage(due);
        await this.#write(next, current);
        this.#parts.outbox.admit(due);
      }
      return outcome.result;
    });
  }

  async remove(id: string, agree: (current: Conversation) => Promise<boolean>): Promise<boolean> {
    if (!isConversationId(id)) return false;
    return this.#alone(id, async () => {
      const current = await this.#read(id);
      if (!current || !(await agree(structuredClone(current)))) return false;
      await this.#erase(current);
      return true;
    });
  }

  async *select(selection: Selection): AsyncGenerator<SelectedPortion> {
    this.#requireOpen();
    const { files, root } = this.#parts;
    if ('customer' in selection) await settleRemovals({ files, root });
    const report = (id: string, error: unknown): void => this.#reportOnce(id, error);
    for await (const portion of selectStored({ files, root, report }, selection)) {
      yield portion;
      this.#requireOpen();
    }
  }

  async *changedSince(since: Date): AsyncGenerator<Conversation[]> {
    this.#requireOpen();
    const { files, root } = this.#parts;
    const report = (id: string, error: unknown): void => this.#reportOnce(id, error);
    for await (const portion of readChanged({ files, root, report }, since)) {
      yield portion;
      this.#requireOpen();
    }
  }

  async openAtDesk(): Promise<Conversation[]> {
    this.#requireOpen();
    const open: Conversation[] = [];
    await forEachLimited(this.#parts.markers.ids(), readsAtOnce, async (id) => {
      const conversation = await this.#loadOrReport(id);
      if (conversation && needsDesk(conversation.desk)) open.push(conversation);
    });
    return open;
  }

  /** Reads what is marked as being at the desk, and clears the marks that a crash left behind. */
  async loadDesk(): Promise<void> {
    await forEachLimited(this.#parts.markers.ids(), readsAtOnce, async (id) => {
      const conversation = await this.#loadOrReport(id);
      const damaged = conversation === undefined;
      if (!damaged && !(conversation && needsDesk(conversation.desk))) await this.#parts.markers.clear(id);
    });
  }

  /**
   * One search at a time: many side by side would take the disk from the customers' turns. It looks at
   * no more than the newest conversations (`search-history.ts` says how many).
   */
  async search(search: HistorySearch): Promise<HistoryFound> {
    return this.#alone(searching, () =>
      searchHistory(this.#parts.history, search, (mark) => this.#readAt(mark)),
    );
  }

  onChange(listener: (change: ConversationChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Writes and syncs a small file, since a full or read-only disk shows in nothing less. */
  async ready(): Promise<void> {
    await this.#alone(probeFile, async () => {
      const { files, root } = this.#parts;
      const probe = path.join(root, probeFile);
      try {
        await writeSynced(files, probe, 'ready');
        await files.remove(probe);
      } catch (error) {
        throw asUnavailable(error, 'writing a test file');
      }
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue.settled();
    await this.#parts.release();
  }

  async #alone<T>(id: string, task: () => Promise<T>): Promise<T> {
    this.#requireOpen();
    return this.#queue.run(id, task);
  }

  #requireOpen(): void {
    if (this.#closed) throw storageUnavailable('the store is closed');
  }

  async #read(id: string): Promise<Conversation | null> {
    const known = this.#recent.get(id);
    if (known) return known;
    const found = await this.#files.read(id);
    if (found) this.#recent.set(id, found);
    return found;
  }

  /**
   * What a search looks at, not to be changed; null when the mark is outdated or the file damaged. It
   * does not become one of the recent: one search would drive all others out of memory.
   */
  async #readAt({ mark, id }: Mark): Promise<Conversation | null> {
    const known = this.#recent.peek(id);
    if (known && historyMark(known) === mark) return known;
    return this.#alone(id, async () => {
      try {
        const found = this.#recent.peek(id) ?? (await this.#files.read(id));
        if (found && historyMark(found) === mark) return found;
        await this.#parts.history.clear(mark);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'storage-damaged') throw error;
        this.#reportOnce(id, error);
      }
      return null;
    });
  }

  async #write(conversation: Conversation, current: Conversation | null): Promise<void> {
    await this.#files.write({
      conversation,
      current,
      durable: () => this.#recent.set(conversation.id, conversation),
    });
    this.#listeners.emit(changeOf(conversation));
  }

  async #erase(conversation: Conversation): Promise<void> {
    // First, so that whatever comes of it, memory says what the disk says.
    this.#recent.delete(conversation.id);
    await this.#files.erase(conversation);
    this.#listeners.emit({ conversationId: conversation.id, seq: null, everAtDesk: true });
  }

  /** Undefined when it cannot be read: one bad file must not hide the others from the desk. */
  async #loadOrReport(id: string): Promise<Conversation | null | undefined> {
    try {
      return await this.load(id);
    } catch (error) {
      this.#reportOnce(id, error);
      return undefined;
    }
  }

  #reportOnce(id: string, error: unknown): void {
    if (!this.#reported.has(id)) this.#parts.report(error);
    this.#reported.add(id);
  }
}
