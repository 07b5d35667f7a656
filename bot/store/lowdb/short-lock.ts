import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeyedQueue } from '../keyed-queue.ts';
import { storageUnavailable } from '../storage-errors.ts';
import { asUnavailable } from './durable-json.ts';
import type { Files } from './files.ts';
import { LockFile } from './lock-file.ts';
import type { Processes } from './processes.ts';

/** A change holds the lock for some milliseconds; who waits this long waits for something broken. */
const patienceMs = 5_000;
const retryMs = 20;

/**
 * A lock that a change holds for some milliseconds, for files that the server and a command change at the
 * same time. Apart from the lock of the data folder, which the server holds all its life.
 */
export class ShortLock {
  readonly #name: string;
  readonly #lock: LockFile;
  readonly #queue = new KeyedQueue();

  constructor(system: { files: Files; processes: Processes }, place: { root: string; name: string }) {
    this.#name = place.name;
    this.#lock = new LockFile(system, path.join(place.root, place.name));
  }

  /** Runs one task at a time, of this process and of others. @throws AppError `storage-unavailable` */
  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(this.#name, async () => {
      const release = await this.#take();
      try {
        return await task();
      } finally {
        await release();
      }
    });
  }

  async #take(): Promise<() => Promise<void>> {
    const attempts = patienceMs / retryMs;
    let heldBy: number | null = null;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await this.#lock.take().catch((error: unknown) => {
        throw asUnavailable(error, `taking ${this.#name}`);
      });
      // A lock that cannot be removed blocks nobody for longer than its process lives.
      if (outcome.taken) return () => outcome.release().catch(() => {});
      heldBy = outcome.heldBy;
      await sleep(retryMs);
    }
    throw storageUnavailable(`${this.#name} is held by process ${heldBy ?? 'unknown'}`);
  }
}
