import { AppError } from '../../bot/errors.ts';
import { Lockout } from '../../bot/web/agents/lockout.ts';

const start = new Date('2026-11-24T01:00:00.000Z');

const minute = 60_000;

/** A lockout on a clock that stands still until it is moved. */
const standing = () => {
  let now = start;
  const lockout = new Lockout({ now: () => now });
  const pass = (ms: number): void => {
    now = new Date(now.getTime() + ms);
  };
  const fail = (id: string, address: string): void => {
    lockout.check({ id, address });
    lockout.failed({ id, address });
  };
  /** Seconds to wait, or null when an attempt is let through. */
  const wait = (id: string, address: string): unknown => {
    try {
      lockout.check({ id, address });
      return null;
    } catch (error) {
      expect(error).toMatchObject({ code: 'too-many-attempts', status: 429 });
      return error instanceof AppError ? error.details['retryAfter'] : error;
    }
  };
  return { lockout, pass, fail, wait };
};

const fiveTimes = [0, 1, 2, 3, 4];

describe('guessing passwords', () => {
  it('is stopped after five failures for one id, from wherever they come, and names the seconds to wait', () => {
    const { fail, wait } = standing();
    for (const count of fiveTimes) {
      expect(wait('sato', '192.0.2.9')).toBeNull();
      fail('sato', `192.0.2.${count}`);
    }
    expect(wait('sato', '192.0.2.9')).toBe(900);
    expect(wait('suzuki', '192.0.2.9')).toBeNull();
  });

  it('is stopped after five failures from one address, for whichever ids', () => {
    const { fail, wait } = standing();
    for (const count of fiveTimes) fail(`id${count}`, '192.0.2.1');
    expect(wait('sato', '192.0.2.1')).toBe(900);
    expect(wait('sato', '192.0.2.2')).toBeNull();
  });

  it('does not mistake an id for an address', () => {
    const { fail, wait } = standing();
    for (const count of fiveTimes) fail('192.0.2.1', `198.51.100.${count}`);
    expect(wait('sato', '192.0.2.1')).toBeNull();
  });

  it('may go on 15 minutes after the last failure, and asking in between does not lengthen that', () => {
    const { fail, wait, pass } = standing();
    for (const _ of fiveTimes) fail('sato', '192.0.2.1');
    pass(14 * minute + 500);
    expect(wait('sato', '192.0.2.1')).toBe(60);
    pass(minute - 500);
    for (const _ of fiveTimes) fail('sato', '192.0.2.1');
    expect(wait('sato', '192.0.2.1')).toBe(900);
  });

  it('does not add up failures that are more than 15 minutes apart', () => {
    const { fail, wait, pass } = standing();
    for (const _ of [...fiveTimes, ...fiveTimes]) {
      fail('sato', '192.0.2.1');
      pass(4 * minute);
      expect(wait('sato', '192.0.2.1')).toBeNull();
    }
  });

  it('is forgotten for an id whose password was right, but not for the address: a guesser may have an account', () => {
    const { lockout, fail, wait } = standing();
    for (const _ of fiveTimes.slice(1)) fail('sato', '192.0.2.1');
    lockout.succeeded({ id: 'sato', address: '192.0.2.1' });
    fail('sato', '192.0.2.1');
    expect(wait('sato', '192.0.2.2')).toBeNull();
    expect(wait('suzuki', '192.0.2.1')).toBe(900);
  });
});
