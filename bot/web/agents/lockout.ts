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

/** Who tries to sign in: the id as typed, known or not, and the client's address. */
export interface Guesser {
  id: string;
  address: string;
}

/**
 * Stops the guessing of passwords. Looking at a password has to stand between `check` and `failed`
 * without another attempt in between: otherwise a hundred guesses at once would all be looked at
 * before the first of them counts.
 */
export class Lockout {
  readonly #clock: Clock;
  /** When the failures that count against a key were, oldest first. */
  readonly #failures = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws AppError 429 `too-many-attempts` with `retryAfter` in seconds; that itself counts as nothing. */
  check(guesser: Guesser): void {
    const now = this.#clock.now().getTime();
    const lockedUntil = Math.max(...keysOf(guesser).map((key) => this.#lockedUntil(key, now)));
    if (lockedUntil > now) throw tooManyAttempts(Math.ceil((lockedUntil - now) / 1000));
  }

  /** True when with this failure the id or the address is locked. */
  failed(guesser: Guesser): boolean {
    const now = this.#clock.now().getTime();
    return keysOf(guesser)
      .map((key) => this.#charge(key, now))
      .includes(failuresAllowed);
  }

  /** The id starts anew. Not the address: a guesser may have an account of their own. */
  succeeded({ id }: Guesser): void {
    this.#failures.delete(idKey(id));
  }

  /** In milliseconds; 0 when it is not locked. */
  #lockedUntil(key: string, now: number): number {
    const failures = this.#failures.get(key) ?? [];
    const last = failures.at(-1) ?? 0;
    if (failures.length < failuresAllowed) return 0;
    if (now < last + lockMs) return last + lockMs;
    this.#failures.delete(key);
    return 0;
  }

  /** The number of failures that count against the key now. */
  #charge(key: string, now: number): number {
    const recent = (this.#failures.get(key) ?? []).filter((at) => now - at < windowMs);
    this.#failures.delete(key);
    this.#failures.set(key, [...recent, now]);
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= remembered) break;
      this.#failures.delete(oldest);
    }
    return recent.length + 1;
  }
}

const idKey = (id: string): string => `id ${id}`;

const keysOf = ({ id, address }: Guesser): string[] => [idKey(id), `address ${address}`];

const tooManyAttempts = (retryAfter: number): AppError =>
  new AppError({
    code: 'too-many-attempts',
    status: 429,
    message: 'Too many attempts to sign in; try again later',
    details: { retryAfter },
  });
