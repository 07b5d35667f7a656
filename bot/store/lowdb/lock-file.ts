import { NotUtf8Error } from './files.ts';
import type { Files } from './files.ts';
import { lockOwnerSchema } from './processes.ts';
import type { LockOwner, Processes } from './processes.ts';
import { temporarySuffix } from './durable-json.ts';
import { writeSynced } from './write-synced.ts';

export type LockAttempt =
  | {
      taken: true;
      release: () => Promise<void>;
    } /** `heldBy`: its process id; null when it came and went meanwhile. */
  | { taken: false; heldBy: number | null };

/**
 * A lock that is a file with its owner's process in it. It is taken by linking a finished file to
 * the lock's name: exclusive as `O_EXCL` is, and never seen half-written. What a dead process left
 * is taken over, so that a crash never blocks the next start.
 */
export class LockFile {
  readonly #files: Files;
  readonly #processes: Processes;
  readonly #path: string;

  constructor(system: { files: Files; processes: Processes }, path: string) {
    this.#files = system.files;
    this.#processes = system.processes;
    this.#path = path;
  }

  /** One attempt, without waiting. Rejects with the operating system's error. */
  async take(): Promise<LockAttempt> {
    const self = await this.#processes.self();
    const mine = JSON.stringify(self);
    attempts += 1;
    const draft = `${this.#path}.${self.pid}-${attempts}${temporarySuffix}`;
    try {
      await writeSynced(this.#files, draft, mine);
      if (await this.#files.link(draft, this.#path)) return this.#taken(mine);
      const holder = await this.#liveOwner(this.#path);
      return holder ? { taken: false, heldBy: holder.pid } : await this.#takeOver(draft, mine);
    } finally {
      await this.#files.remove(draft).catch(() => {});
    }
  }

  /** The process that has it, or null. Changes nothing. */
  async holder(): Promise<number | null> {
    return (await this.#liveOwner(this.#path))?.pid ?? null;
  }

  /**
   * Clears the dead owner's file under a second lock: without it, of two that saw the same dead
   * owner the slower one would remove the lock that the faster one has just taken.
   */
  async #takeOver(draft: string, mine: string): Promise<LockAttempt> {
    const guard = `${this.#path}.takeover`;
    if (!(await this.#files.link(draft, guard))) {
      const rival = await this.#liveOwner(guard);
      if (rival) return { taken: false, heldBy: rival.pid };
      await this.#files.remove(guard);
      return this.#takeOver(draft, mine);
    }
    try {
      const holder = await this.#liveOwner(this.#path);
      if (holder) return { taken: false, heldBy: holder.pid };
      await this.#files.remove(this.#path);
      if (await this.#files.link(draft, this.#path)) return this.#taken(mine);
      const winner = await this.#liveOwner(this.#path);
      return { taken: false, heldBy: winner?.pid ?? null };
    } finally {
      await this.#files.remove(guard);
    }
  }

  #taken(mine: string): LockAttempt {
    const release = async (): Promise<void> => {
      if ((await this.#files.readText(this.#path)) === mine) await this.#files.remove(this.#path);
    };
    return { taken: true, release };
  }

  /** Null also for a lock that cannot be read as one: ours are never half-written, so nobody holds it. */
  async #liveOwner(path: string): Promise<LockOwner | null> {
    const owner = parseOwner(await this.#files.readText(path).catch(nullIfNotText));
    return owner && (await this.#processes.isRunning(owner)) ? owner : null;
  }
}

/** Keeps the drafts of one process apart. */
let attempts = 0;

const nullIfNotText = (error: unknown): null => {
  if (error instanceof NotUtf8Error) return null;
  throw error;
};

const parseOwner = (text: string | null): LockOwner | null => {
  if (text === null) return null;
  try {
    return lockOwnerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
