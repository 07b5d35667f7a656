import type { WebhookEndpoint } from '../../domain/webhook.ts';
import type { WebhookEndpoints } from '../../store/port.ts';

/**
 * The endpoints as they were at the last look, so that a customer's turn asks no store for them. Where
 * looking fails, those known stay, and the reason is reported once an outage.
 */
export class KnownEndpoints {
  readonly #store: WebhookEndpoints;
  readonly #report: (error: unknown) => void;
  #all: readonly WebhookEndpoint[] = [];
  #failing = false;
  /** Disablings so far, and those under way: what was read beside one may be from before it. */
  #disablings = 0;
  #disabling = 0;

  constructor(store: WebhookEndpoints, report: (error: unknown) => void) {
    this.#store = store;
    this.#report = report;
  }

  /** False when the store did not tell. */
  async look(): Promise<boolean> {
    const before = this.#disablings;
    try {
      const all = await this.#store.list();
      if (this.#disabling === 0 && this.#disablings === before) this.#all = all;
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#report(error);
      this.#failing = true;
    }
    return !this.#failing;
  }

  get all(): readonly WebhookEndpoint[] {
    return this.#all;
  }

  /** Those that are served. */
  get enabled(): WebhookEndpoint[] {
    return this.#all.filter(({ disabledAt }) => disabledAt === null);
  }

  /** One that is served. */
  find(id: string): WebhookEndpoint | null {
    return this.enabled.find((endpoint) => endpoint.id === id) ?? null;
  }

  /** Disables one that wants no more, here and in the store. */
  async disable(id: string, now: Date): Promise<void> {
    const disabledAt = now.toISOString();
    this.#all = this.#all.map((endpoint) => (endpoint.id === id ? { ...endpoint, disabledAt } : endpoint));
    this.#disablings += 1;
    this.#disabling += 1;
    try {
      await this.#store.change(id, (current) => ({ ...current, disabledAt }));
    } finally {
      this.#disabling -= 1;
    }
  }
}
