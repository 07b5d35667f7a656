import path from 'node:path';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { storageDamaged, storageUnavailable } from '../storage-errors.ts';
import type { Files } from './files.ts';
import { NotUtf8Error, systemCode } from './files.ts';
import { writeSynced } from './write-synced.ts';

/** A half-written file that a crash left behind ends so; it is cleared at the next start. */
export const temporarySuffix = '.tmp';

interface Place<T> {
  files: Files;
  /** The folder that `file` is relative to. */
  folder: string;
  /** Relative, with `/`: the name that errors give. */
  file: string;
  schema: z.ZodType<T>;
}

/** The error that leaves the store instead of the operating system's; others pass unchanged. */
export const asUnavailable = (error: unknown, doing: string): unknown => {
  const code = systemCode(error);
  return code === null ? error : storageUnavailable(`${doing} failed with ${code}`, error);
};

/**
 * lowdb's port of two methods, durable where lowdb's own file adapters are not: they never call
 * fsync, and their writer keeps only the newest of the writes that wait. Here `write` resolves only
 * when the data survives a power cut, and a cut at any moment leaves the old or the new file whole.
 * Writes of one file must not overlap (the stores queue them).
 */
export class DurableJson<T> implements Adapter<T> {
  readonly #place: Place<T>;
  readonly #path: string;

  constructor(place: Place<T>) {
    this.#place = place;
    this.#path = path.join(place.folder, place.file);
  }

  /**
   * The checked data, or null when there is no file.
   * @throws AppError `storage-damaged` naming the file, `storage-unavailable`
   */
  async read(): Promise<T | null> {
    const text = await this.#readText();
    if (text === null) return null;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw storageDamaged(this.#place.file, text === '' ? 'it is empty' : 'it is not JSON');
    }
    const parsed = this.#place.schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    // The issue's message can quote a value; the path cannot, and logs hold no customer text.
    throw storageDamaged(this.#place.file, `unexpected content at ${issue?.path.join('.') || 'the top'}`);
  }

  /** @throws AppError `storage-unavailable`; the old file is then still there or the new one is, whole. */
  async write(data: T): Promise<void> {
    const temporary = this.#path + temporarySuffix;
    try {
      await writeSynced(this.#place.files, temporary, JSON.stringify(data));
      await this.#place.files.rename(temporary, this.#path);
      await this.#place.files.syncFolder(path.dirname(this.#path));
    } catch (error) {
      // A failed fsync is never retried on the same file: the kernel may have dropped its pages and
      // would then report success. The next attempt starts with a new file.
      await this.#place.files.remove(temporary).catch(() => {});
      throw asUnavailable(error, `writing ${this.#place.file}`);
    }
  }

  async #readText(): Promise<string | null> {
    try {
      return await this.#place.files.readText(this.#path);
    } catch (error) {
      if (error instanceof NotUtf8Error) throw storageDamaged(this.#place.file, 'it is not UTF-8');
      throw asUnavailable(error, `reading ${this.#place.file}`);
    }
  }
}
