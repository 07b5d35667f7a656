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
 * A lock that is held for some milliseconds by the server or by a command beside it, apart from the lock of
 * the data folder that the server holds all its life.
 */
export class ShortLock {
  readonly #lock: LockFile;
  readonly #name: string;
  readonly #queue = new KeyedQueue();
  /** Of a lock that is still there because it could not be removed. */
  #left: (() => Promise<void>) | null = null;

  constructor(system: { files: Files; processes: Processes }, root: string, name: string) {
    this.#name = name;
    this.#lock = new LockFile(system, path.join(root, name));
  }

  /** Runs the task alone, of all tasks of all processes. @throws AppError `storage-unavailable` */
  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(this.#name, async () => {
      await this.#release();
      this.#left = await this.#take();
      try {
        return await task();
      } finally {
        await this.#release();
      }
    });
  }

  /** Tried again before the next task: otherwise this process would wait for itself. */
  async #release(): Promise<void> {
    try {
      await this.#left?.();
      this.#left = null;
    } catch {
      // It blocks nobody for longer than this process lives.
    }
  }

  async #take(): Promise<() => Promise<void>> {
    const attempts = patienceMs / retryMs;
    let heldBy: number | null = null;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await this.#lock.take().catch((error: unknown) => {
        throw asUnavailable(error, `taking ${this.#name}`);
      });
      if (outcome.taken) return outcome.release;
      heldBy = outcome.heldBy;
      await sleep(retryMs);
    }
    throw storageUnavailable(`${this.#name} is held by process ${heldBy ?? 'unknown'}`);
  }
}
