import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';

const minute = 60_000;

/** Failures after which an id or an address is locked; 3 to 10. */
const failuresAllowed = 5;
/** Failures further apart than this do not add up; 5 to 60 minutes. */
const windowMs = 15 * minute;
/** How long it stays locked after the last failure; 5 to 60 minutes. */
const lockMs = 15 * minute;
/** Ids and addresses remembered; the oldest go first. Guesses at this many at once meet the rate limits before. */
const remembered = 10_000;

export interface Attempt {
  /** The password was right: its id starts anew, and its address is not charged. */
  succeeded(): void;
  /** Nothing was learned, because something failed on our side: not charged. */
  withdraw(): void;
}

/**
 * Stops the guessing of passwords. An attempt is charged when it begins, not when it has failed:
 * otherwise a hundred guesses at once would all be looked at before the first of them counts.
 */
export class Lockout {
  readonly #clock: Clock;
  /** When the attempts that count against a key began, oldest first. */
  readonly #attempts = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws AppError 429 `too-many-attempts` with `retryAfter` in seconds. */
  begin({ id, address }: { id: string; address: string }): Attempt {
    const now = this.#clock.now().getTime();
    const keys = [`id ${id}`, `address ${address}`] as const;
    const lockedUntil = Math.max(...keys.map((key) => this.#lockedUntil(key, now)));
    if (lockedUntil > now) throw tooManyAttempts(Math.ceil((lockedUntil - now) / 1000));
    for (const key of keys) this.#charge(key, now);
    const withdraw = (): void => {
      for (const key of keys) this.#discharge(key, now);
    };
    const succeeded = (): void => {
      withdraw();
      this.#attempts.delete(keys[0]);
    };
    return { succeeded, withdraw };
  }

  /** In milliseconds; 0 when it is not locked. Attempts while it is locked do not lengthen it. */
  #lockedUntil(key: string, now: number): number {
    const attempts = this.#attempts.get(key) ?? [];
    const last = attempts.at(-1) ?? 0;
    if (attempts.length < failuresAllowed) return 0;
    if (now < last + lockMs) return last + lockMs;
    this.#attempts.delete(key);
    return 0;
  }

  #charge(key: string, now: number): void {
    const recent = (this.#attempts.get(key) ?? []).filter((at) => now - at < windowMs);
    this.#attempts.delete(key);
    this.#attempts.set(key, [...recent, now]);
    for (const oldest of this.#attempts.keys()) {
      if (this.#attempts.size <= remembered) return;
      this.#attempts.delete(oldest);
    }
  }

  #discharge(key: string, at: number): void {
    const attempts = this.#attempts.get(key) ?? [];
    const rest = attempts.toSpliced(attempts.lastIndexOf(at), attempts.includes(at) ? 1 : 0);
    if (rest.length > 0) this.#attempts.set(key, rest);
    else this.#attempts.delete(key);
  }
}

const tooManyAttempts = (retryAfter: number): AppError =>
  new AppError({
    code: 'too-many-attempts',
    status: 429,
    message: 'Too many attempts to sign in; try again later',
    details: { retryAfter },
  });
