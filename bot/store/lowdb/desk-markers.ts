import path from 'node:path';
import { asUnavailable } from './durable-json.ts';
import type { Files } from './files.ts';
import { deskFolder, deskMarker } from './layout.ts';

/**
 * One empty file for each conversation that the desk needs, so that a start reads those alone and
 * not every conversation ever held. A marker is durable *before* its conversation comes to the desk
 * and goes *after* it has left: a crash can leave a marker too many, which the next start clears,
 * never one too few, which would make a waiting customer invisible.
 */
export class DeskMarkers {
  readonly #files: Files;
  readonly #root: string;
  readonly #marked: Set<string>;

  /** `marked`: those that are in the folder. */
  constructor(place: { files: Files; root: string }, marked: Iterable<string>) {
    this.#files = place.files;
    this.#root = place.root;
    this.#marked = new Set(marked);
  }

  /** Every id that may need the desk: all that do, and now and then one that does not. */
  ids(): string[] {
    return [...this.#marked];
  }

  /** Durable when it resolves. @throws AppError `storage-unavailable` */
  async set(id: string): Promise<void> {
    if (this.#marked.has(id)) return;
    try {
      const file = await this.#files.create(this.#path(id));
      await file.close();
      await this.#files.syncFolder(path.join(this.#root, deskFolder));
    } catch (error) {
      throw asUnavailable(error, `marking ${deskMarker(id)}`);
    }
    this.#marked.add(id);
  }

  /** Need not succeed: what stays behind costs one more read at the next start. */
  async clear(id: string): Promise<void> {
    if (!this.#marked.delete(id)) return;
    await this.#files.remove(this.#path(id)).catch(() => {});
  }

  #path(id: string): string {
    return path.join(this.#root, deskMarker(id));
  }
}
