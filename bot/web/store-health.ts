/** How often the store is asked whether it takes writes. Sane: 2 to 30 s; an outage is shown that much later. */
const askEveryMs = 5_000;

/** Whether conversations can be kept at the moment (H7), known without waiting for the disk. */
export class StoreHealth {
  readonly #ready: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #reason: string | null = null;

  /** `changed` hears each time the store goes away or comes back. */
  constructor(ready: () => Promise<void>, changed: (healthy: boolean) => void) {
    this.#ready = ready;
    this.#timer = setInterval(() => void this.#ask(changed), askEveryMs);
    this.#timer.unref();
  }

  get healthy(): boolean {
    return this.#reason === null;
  }

  /** Why the store takes no writes; null while it does. */
  get reason(): string | null {
    return this.#reason;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #ask(changed: (healthy: boolean) => void): Promise<void> {
    const before = this.healthy;
    this.#reason = await this.#ready().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
    );
    if (this.healthy !== before) changed(this.healthy);
  }
}
