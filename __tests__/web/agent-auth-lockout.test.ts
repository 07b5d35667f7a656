import { SettableClock } from '../../bot/clock.ts';
import { Lockout } from '../../bot/web/agents/lockout.ts';

const start = new Date('2026-11-24T01:00:00.000Z');

/** A lockout on a clock that stands still until it is moved. */
const standing = () => {
  let now = start;
  const lockout = new Lockout({ now: () => now });
  const pass = (minutes: number): void => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return { lockout, pass };
};

const locked = (retryAfter: number) =>
  expect.objectContaining({ code: 'too-many-attempts', status: 429, details: { retryAfter } });

const outcome = (attempt: () => unknown): unknown => {
  try {
    attempt();
    return 'let through';
  } catch (error) {
    return error;
  }
};

describe('guessing passwords', () => {
  it('is stopped after five failures for one id, from wherever they come, and names the seconds to wait', () => {
    const { lockout } = standing();
    for (let count = 0; count < 5; count += 1) lockout.begin({ id: 'sato', address: `192.0.2.${count}` });
    expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.9' }))).toEqual(locked(900));
    expect(outcome(() => lockout.begin({ id: 'suzuki', address: '192.0.2.9' }))).toBe('let through');
  });

  it('is stopped after five failures from one address, for whichever ids', () => {
    const { lockout } = standing();
    for (let count = 0; count < 5; count += 1) lockout.begin({ id: `id${count}`, address: '192.0.2.1' });
    expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.1' }))).toEqual(locked(900));
    expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.2' }))).toBe('let through');
  });

  it('does not mistake an id for an address', () => {
    const { lockout } = standing();
    for (let count = 0; count < 5; count += 1)
      lockout.begin({ id: '192.0.2.1', address: `198.51.100.${count}` });
    expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.1' }))).toBe('let through');
  });

  it('may go on 15 minutes after the last failure, and attempts in between do not lengthen that', () => {
    const { lockout, pass } = standing();
    const attempt = () => lockout.begin({ id: 'sato', address: '192.0.2.1' });
    for (let count = 0; count < 5; count += 1) attempt();
    pass(14);
    expect(outcome(attempt)).toEqual(locked(60));
    pass(1);
    expect(outcome(attempt)).toBe('let through');
    for (let count = 0; count < 4; count += 1) attempt();
    expect(outcome(attempt)).toEqual(locked(900));
  });

  it('does not add up failures that are more than 15 minutes apart', () => {
    const { lockout, pass } = standing();
    for (let count = 0; count < 12; count += 1) {
      expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.1' }))).toBe('let through');
      pass(4);
    }
  });

  it('is charged before the password is looked at, so that guesses at once count too', () => {
    const { lockout } = standing();
    const attempts = Array.from({ length: 8 }, () =>
      outcome(() => lockout.begin({ id: 'sato', address: 'a' })),
    );
    expect(attempts.filter((each) => each === 'let through')).toHaveLength(5);
  });

  it('does not count against who knows the password, nor against the colleagues behind the same address', () => {
    const { lockout } = standing();
    for (let count = 0; count < 4; count += 1) lockout.begin({ id: 'sato', address: `192.0.2.${count}` });
    for (let count = 0; count < 20; count += 1)
      lockout.begin({ id: 'sato', address: '192.0.2.9' }).succeeded();
    for (let count = 0; count < 5; count += 1)
      expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.8' }))).toBe('let through');
  });

  it('does not forgive an address its failures for one success: a guesser may have an account', () => {
    const { lockout } = standing();
    for (let count = 0; count < 4; count += 1) lockout.begin({ id: `id${count}`, address: '192.0.2.1' });
    lockout.begin({ id: 'own', address: '192.0.2.1' }).succeeded();
    lockout.begin({ id: 'id5', address: '192.0.2.1' });
    expect(outcome(() => lockout.begin({ id: 'id6', address: '192.0.2.1' }))).toEqual(locked(900));
  });

  it('is not charged with what fails on our side', () => {
    const { lockout } = standing();
    for (let count = 0; count < 20; count += 1)
      lockout.begin({ id: 'sato', address: '192.0.2.1' }).withdraw();
    expect(outcome(() => lockout.begin({ id: 'sato', address: '192.0.2.1' }))).toBe('let through');
  });

  it('follows a clock that runs', () => {
    const clock = new SettableClock();
    const lockout = new Lockout(clock);
    clock.set(start);
    for (let count = 0; count < 5; count += 1) lockout.begin({ id: 'sato', address: 'a' });
    clock.set(new Date(start.getTime() + 16 * 60_000));
    expect(outcome(() => lockout.begin({ id: 'sato', address: 'a' }))).toBe('let through');
  });
});
