import path from 'node:path';
import { parsePlace, placeName, requirePlace } from '../attachment-place.ts';
import { KeyedQueue } from '../keyed-queue.ts';
import type { AttachmentPlace, AttachmentStore } from '../port.ts';
import { storageUnavailable } from '../storage-errors.ts';
import { asUnavailable, temporarySuffix } from './durable-json.ts';
import type { Files } from './files.ts';
import { attachmentFile, attachmentsFolder, attachmentsShard, doubtsFolder } from './layout.ts';
import { writeSynced } from './write-synced.ts';

/**
 * One file for each picture, and an empty one for each that is in doubt: so a start lists a folder of few
 * names and needs not look at the pictures. The mark is durable *before* the bytes are written or their
 * event is emptied, and goes *after*: a crash leaves a mark too many, never bytes that nobody looks for.
 */
export class LowdbAttachments implements AttachmentStore {
  readonly #files: Files;
  readonly #root: string;
  /** Since when a place is in doubt, by the process's monotonic clock. */
  readonly #doubts: Map<string, number>;
  /** Folders that are there for good. */
  readonly #shards = new Set<string>();
  readonly #queue = new KeyedQueue();
  #closed = false;

  private constructor(place: { files: Files; root: string }, doubts: Map<string, number>) {
    this.#files = place.files;
    this.#root = place.root;
    this.#doubts = doubts;
  }

  static async open(place: { files: Files; root: string }): Promise<LowdbAttachments> {
    const { files, root } = place;
    const folder = path.join(root, doubtsFolder);
    const names = await files.list(folder);
    if (!names) {
      await files.makeFolder(folder);
      await files.syncFolder(path.join(root, attachmentsFolder));
      await files.syncFolder(root);
    }
    // Whoever was at work on them has ended.
    const doubts = (names ?? []).filter(parsePlace).map((name) => [name, -Infinity] as const);
    return new LowdbAttachments(place, new Map(doubts));
  }

  async put(place: AttachmentPlace, bytes: Uint8Array): Promise<void> {
    await this.#alone(place, `writing ${attachmentFile(place)}`, async (file) => {
      await this.#mark(place);
      await this.#makeShard(place);
      const temporary = file + temporarySuffix;
      await writeSynced(this.#files, temporary, bytes);
      await this.#files.rename(temporary, file);
      await this.#files.syncFolder(path.dirname(file));
    });
  }

  async read(place: AttachmentPlace): Promise<Buffer | null> {
    return this.#alone(place, `reading ${attachmentFile(place)}`, (file) => this.#files.readBytes(file));
  }

  async settle(place: AttachmentPlace): Promise<void> {
    await this.#alone(place, `settling ${attachmentFile(place)}`, () => this.#unmark(placeName(place)));
  }

  async doubt(place: AttachmentPlace): Promise<void> {
    await this.#alone(place, `doubting ${attachmentFile(place)}`, () => this.#mark(place));
  }

  async remove(place: AttachmentPlace): Promise<void> {
    await this.#alone(place, `removing ${attachmentFile(place)}`, async (file) => {
      const folder = path.dirname(file);
      if (await this.#files.list(folder)) {
        await this.#files.remove(file);
        await this.#files.remove(file + temporarySuffix);
        // Without it a power cut could bring back what was to be gone for good.
        await this.#files.syncFolder(folder);
      }
      await this.#unmark(placeName(place));
    });
  }

  async removeAll(conversationId: string): Promise<number> {
    const belongs = (place: AttachmentPlace | null): place is AttachmentPlace =>
      place?.conversationId === conversationId;
    const stored = (await this.#listShard(conversationId)).map(parsePlace).filter(belongs);
    const doubted = [...this.#doubts.keys()].map(parsePlace).filter(belongs);
    for (const place of [...stored, ...doubted]) await this.remove(place);
    return stored.length;
  }

  async doubtful(forMs: number): Promise<AttachmentPlace[]> {
    const latest = performance.now() - forMs;
    return [...this.#doubts]
      .filter(([, since]) => since <= latest)
      .map(([name]) => parsePlace(name))
      .filter((place) => place !== null);
  }

  /** Lets what is under way finish; what comes after is `storage-unavailable`. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue.settled();
  }

  async #alone<T>(place: AttachmentPlace, doing: string, task: (file: string) => Promise<T>): Promise<T> {
    requirePlace(place);
    if (this.#closed) throw storageUnavailable('the store is closed');
    return this.#queue.run(placeName(place), async () => {
      try {
        return await task(path.join(this.#root, attachmentFile(place)));
      } catch (error) {
        throw asUnavailable(error, doing);
      }
    });
  }

  async #listShard(conversationId: string): Promise<string[]> {
    const shard = attachmentsShard(conversationId);
    try {
      return (await this.#files.list(path.join(this.#root, shard))) ?? [];
    } catch (error) {
      throw asUnavailable(error, `listing ${shard}`);
    }
  }

  async #mark(place: AttachmentPlace): Promise<void> {
    const name = placeName(place);
    if (!this.#doubts.has(name)) {
      const file = await this.#files.create(path.join(this.#root, doubtsFolder, name));
      await file.close();
      await this.#files.syncFolder(path.join(this.#root, doubtsFolder));
    }
    this.#doubts.set(name, performance.now());
  }

  /** Need not be durable: a mark that comes back is looked at once more. */
  async #unmark(name: string): Promise<void> {
    if (!this.#doubts.has(name)) return;
    await this.#files.remove(path.join(this.#root, doubtsFolder, name));
    this.#doubts.delete(name);
  }

  async #makeShard(place: AttachmentPlace): Promise<void> {
    const shard = attachmentsShard(place.conversationId);
    if (this.#shards.has(shard)) return;
    await this.#files.makeFolder(path.join(this.#root, shard));
    await this.#files.syncFolder(path.join(this.#root, attachmentsFolder));
    this.#shards.add(shard);
  }
}
