import { assert, double, infiniteStream, property } from 'fast-check';
import { nextAttempt } from '../../../bot/handoff/webhooks/retry-schedule.ts';
import { start } from '../../store/synthetic-webhooks.ts';

const hour = 3_600_000;
const threeDays = 72 * hour;

/** All attempts (ms after the start) of a delivery that always fails, each made exactly when it is due. */
const attemptsOf = (random: () => number, retryAfterMs: number | null = null): number[] => {
  const made = [0];
  for (;;) {
    const now = new Date(start.getTime() + (made.at(-1) ?? 0));
    const delivery = { startedAt: start.toISOString(), attempts: made.length };
    const next = nextAttempt(delivery, { now, random: random(), retryAfterMs });
    if (!next) return made;
    made.push(next.getTime() - start.getTime());
  }
};

const pausesOf = (attempts: number[]): number[] =>
  attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));

const randoms = infiniteStream(double({ min: 0, max: 0.999_999, noNaN: true }));

describe('the attempts of a delivery that always fails', () => {
  it('begin after five seconds and follow the specification’s suggestion', () => {
    const minutes = attemptsOf(() => 0).map((ms) => Math.round(ms / 60_000));
    expect(minutes).toEqual([0, 0, 5, 35, 155, 455, 1_055, 1_895, 3_095, 4_320]);
  });

  it('go on for exactly three days, with pauses that grow, whatever chance says', () => {
    assert(
      property(randoms, (stream) => {
        const attempts = attemptsOf(() => stream.next().value ?? 0);
        expect(attempts.at(-1)).toBe(threeDays);
        const pauses = pausesOf(attempts).slice(0, -1);
        expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
        expect(new Set(pauses).size).toBe(pauses.length);
        expect(attempts.length).toBeGreaterThanOrEqual(9);
      }),
    );
  });

  it('differ between two deliveries that failed together', () => {
    const [one, other] = [attemptsOf(() => 0.1), attemptsOf(() => 0.9)];
    expect(one[1]).not.toBe(other[1]);
  });

  it('wait as long as a receiver asks for, a day at most, and never past the end', () => {
    expect(attemptsOf(() => 0, 600_000)[1]).toBe(600_000);
    expect(attemptsOf(() => 0, 1_000)[1]).toBe(5_000);
    expect(attemptsOf(() => 0, 365 * 24 * hour)).toEqual([0, 24 * hour, 48 * hour, threeDays]);
  });

  it('end with the first one after the three days, however late it comes', () => {
    const late = { now: new Date(start.getTime() + threeDays + 1), random: 0, retryAfterMs: null };
    expect(nextAttempt({ startedAt: start.toISOString(), attempts: 1 }, late)).toBeNull();
  });
});
