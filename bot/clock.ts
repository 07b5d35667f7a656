/** Where the present time comes from; the core takes a `Date` and never asks. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that can be set to an instant and runs on from there (`MADOGUCHI_NOW`, the demo page). */
export class SettableClock implements Clock {
  #offsetMs = 0;
  readonly #base: Clock;

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  now(): Date {
    return new Date(this.#base.now().getTime() + this.#offsetMs);
  }

  /** Sets the present instant; `null` goes back to real time. */
  set(instant: Date | null): void {
    this.#offsetMs = instant === null ? 0 : instant.getTime() - this.#base.now().getTime();
  }
}
