import path from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import { DurableJson, asUnavailable } from './durable-json.ts';
import type { Files } from './files.ts';

interface Place<T> {
  files: Files;
  root: string;
  /** Relative to the root. */
  file: string;
  schema: z.ZodType<T>;
}

/**
 * A small file that another process may replace at any time (the `agent` command while the server
 * runs). Every read asks the file system first whether the file is still the one that was read.
 */
export class SharedFile<T> {
  readonly #place: Place<T>;
  readonly #adapter: DurableJson<T>;
  readonly #empty: T;
  #known: { version: string | null; data: T } | null = null;

  constructor(place: Place<T>, empty: T) {
    this.#place = place;
    this.#empty = empty;
    this.#adapter = new DurableJson({ ...place, folder: place.root });
  }

  /** The newest data; not to be changed. */
  async read(): Promise<T> {
    const version = await this.#version();
    if (this.#known?.version === version) return this.#known.data;
    const low = new Low(this.#adapter, this.#empty);
    await low.read();
    // The version is from before the reading: replaced in between, it is read once more next time.
    this.#known = { version, data: low.data };
    return low.data;
  }

  /** Durable when it resolves. Only under the lock that every writer of the file takes. */
  async write(data: T): Promise<void> {
    this.#known = null;
    await new Low(this.#adapter, data).write();
    this.#known = { version: await this.#version(), data };
  }

  async #version(): Promise<string | null> {
    try {
      return await this.#place.files.version(path.join(this.#place.root, this.#place.file));
    } catch (error) {
      throw asUnavailable(error, `reading ${this.#place.file}`);
    }
  }
}
