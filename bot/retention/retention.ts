import { setTimeout as sleep } from 'node:timers/promises';
import { retain, type RetainParts, type Retained } from './retain.ts';

/** A start is busy enough; sane: 10 s to 10 min. */
const firstLookMs = 60_000;
/** A conversation may outlive its term by this much. Sane: an hour to a day; a look reads every stored file. */
const lookEveryMs = 24 * 60 * 60 * 1_000;
/** After a look that failed, as in an outage of the store. */
const lookAgainMs = 15 * 60 * 1_000;
/**
 * Between two portions of a hundred conversations. Sane: 50 to 500 ms; with 100,000 stored a look takes a
 * thousand of these, and some twenty milliseconds of work in each.
 */
const pauseMs = 200;

interface Parts extends Omit<RetainParts, 'pause'> {
  /** Hears what came of each look. */
  looked(done: Retained): void;
  /** Takes why a look failed as a whole. */
  lookFailed(error: unknown): void;
}

/** Resolves to true after `ms`, or to false at once when the signal is or gets aborted. */
type Wait = (ms: number, signal: AbortSignal) => Promise<boolean>;

const wait: Wait = (ms, signal) => sleep(ms, true, { signal, ref: false }).catch(() => false);

/** Lets conversations go that are older than the configured time, for as long as the service runs. */
export class Retention {
  readonly #parts: Parts;
  readonly #wait: Wait;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;

  constructor(parts: Parts, waiting: Wait = wait) {
    this.#parts = parts;
    this.#wait = waiting;
    this.#running = this.#run();
  }

  /** Resolves when what is under way has ended, which is no more than one conversation. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let waitMs = firstLookMs;
    while (await this.#passed(waitMs)) waitMs = (await this.#look()) ? lookEveryMs : lookAgainMs;
  }

  async #look(): Promise<boolean> {
    try {
      const done = await retain({ ...this.#parts, pause: () => this.#passed(pauseMs) });
      this.#parts.looked(done);
      return true;
    } catch (error) {
      this.#parts.lookFailed(error);
      return false;
    }
  }

  /** True when the time is over, false when the service ends. */
  #passed(ms: number): Promise<boolean> {
    return this.#wait(ms, this.#closing.signal);
  }
}
