/** Where the present time comes from; the core takes a `Date` and never asks. */
export interface Clock {
  now(): Date;
}

/**
 * The first instant and the one after the last that a clock may be set to: holidays are law for these
 * years at most, and past the year 9999 dates are no longer written with four digits.
 */
const settable = { from: Date.UTC(2000, 0), to: Date.UTC(2100, 0) };

/** What to say of an instant that no clock may be set to. */
export const notSettable = 'must lie in the years 2000 to 2099';

export const isSettable = (instant: Date): boolean =>
  instant.getTime() >= settable.from && instant.getTime() < settable.to;

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
