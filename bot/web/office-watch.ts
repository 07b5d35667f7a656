import type { OfficeResponse } from './wire.ts';

/** How often the office's state is looked at; its text changes at openings, closings and midnight. */
const lookEveryMs = 1_000;

/** That time goes by is no change. */
const comparable = (office: OfficeResponse): string => JSON.stringify({ ...office, now: undefined });

/** Tells open streams when the office's state, its text or an announcement changes. */
export class OfficeWatch {
  readonly #listeners = new Set<(office: OfficeResponse) => void>();
  readonly #look: () => OfficeResponse;
  readonly #timer: NodeJS.Timeout;
  #last: string;

  /** `failed` hears of a look that failed: a throw in a timer would end the process. */
  constructor(look: () => OfficeResponse, failed: (error: unknown) => void) {
    this.#look = look;
    this.#last = comparable(look());
    this.#timer = setInterval(() => {
      try {
        this.check();
      } catch (error) {
        failed(error);
      }
    }, lookEveryMs);
    this.#timer.unref();
  }

  /** Looks now, as after the clock was set. */
  check(): void {
    const office = this.#look();
    const present = comparable(office);
    if (present === this.#last) return;
    this.#last = present;
    for (const listener of this.#listeners) listener(office);
  }

  onChange(listener: (office: OfficeResponse) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
