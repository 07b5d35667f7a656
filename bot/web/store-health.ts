/** How often the store is asked whether it takes writes. Sane: 1 to 10 s; an outage is shown that much later. */
const askEveryMs = 2_000;

/** Who has not answered after so long is away, whatever comes later. Sane: 1 to 5 s; a busy disk takes some tenths. */
const answerWithinMs = 2_000;

const silent = `the store has not answered within ${answerWithinMs} ms`;

interface Parts {
  /** Resolves when the store can take a write. */
  ready(): Promise<void>;
  /** Hears each time the store goes away or comes back. */
  changed(healthy: boolean): void;
}

/**
 * Whether conversations can be kept at the moment (H7), known without waiting for the store: one that hangs
 * is away, too. One question at a time is out, and its answer, however late, tells of the store's return.
 */
export class StoreHealth {
  readonly #parts: Parts;
  readonly #timer: NodeJS.Timeout;
  #asking = false;
  #reason: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.ask(), askEveryMs);
    this.#timer.unref();
  }

  get healthy(): boolean {
    return this.#reason === null;
  }

  /** Why the store takes no writes; null while it does. */
  get reason(): string | null {
    return this.#reason;
  }

  /** Asks now, as after a request that failed. */
  ask(): void {
    if (this.#asking) return;
    this.#asking = true;
    const patience = setTimeout(() => this.#become(silent), answerWithinMs);
    patience.unref();
    void this.#settle(patience);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #settle(patience: NodeJS.Timeout): Promise<void> {
    const reason = await this.#answer();
    clearTimeout(patience);
    this.#asking = false;
    this.#become(reason);
  }

  async #answer(): Promise<string | null> {
    try {
      await this.#parts.ready();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : 'unknown';
    }
  }

  #become(reason: string | null): void {
    const before = this.healthy;
    this.#reason = reason;
    if (this.healthy !== before) this.#parts.changed(this.healthy);
  }
}
