/** How often the store is asked whether it takes writes. Sane: 2 to 30 s; an outage is shown that much later. */
const askEveryMs = 5_000;

/** Whether conversations can be kept at the moment (H7), known without waiting for the disk. */
export class StoreHealth {
  readonly #ready: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #healthy = true;

  /** `changed` hears each time the store goes away or comes back. */
  constructor(ready: () => Promise<void>, changed: (healthy: boolean) => void) {
    this.#ready = ready;
    this.#timer = setInterval(() => void this.#ask(changed), askEveryMs);
    this.#timer.unref();
  }

  get healthy(): boolean {
    return this.#healthy;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #ask(changed: (healthy: boolean) => void): Promise<void> {
    const healthy = await this.#ready().then(
      () => true,
      () => false,
    );
    if (healthy === this.#healthy) return;
    this.#healthy = healthy;
    changed(healthy);
  }
}
