import type { Handling } from '../../bot/domain/handling.ts';
import {
  clockAfter,
  clockBefore,
  estimateWait,
  fewestHandlings,
  handlingMinutes,
  rounded,
} from '../../bot/policy/wait-estimate.ts';
import { calendar } from './calendar.ts';

const turn = (from: string, to: string, day = '2026-11-24') => ({
  from: new Date(`${day}T${from}:00+09:00`),
  to: new Date(`${day}T${to}:00+09:00`),
});
const handling = (agentId: string, ...turns: Handling['turns']): Handling => ({ agentId, turns });

describe('what a handling costs', () => {
  test('counts staffed minutes only: the lunch break is nobody’s work (H3)', () => {
    expect(handlingMinutes([handling('sato', turn('11:50', '13:40'))], calendar)).toEqual([20]);
  });

  test('shares minutes among what one agent has at once, and not between agents', () => {
    const costs = handlingMinutes(
      [
        handling('sato', turn('10:00', '10:20')),
        handling('sato', turn('10:10', '10:30')),
        handling('suzuki', turn('10:00', '10:30')),
      ],
      calendar,
    );
    expect(costs).toEqual([15, 15, 30]);
  });

  test('is the sum of its turns', () => {
    const costs = handlingMinutes(
      [handling('sato', turn('10:00', '10:05'), turn('11:00', '11:10'))],
      calendar,
    );
    expect(costs).toEqual([15]);
  });
});

describe('an estimate', () => {
  const even = Array.from({ length: 10 }, () => 10);

  test('is none from too few handlings, and none while nobody is there', () => {
    expect(estimateWait(1, 2, even.slice(0, fewestHandlings - 1))).toBeNull();
    expect(estimateWait(1, 0, even)).toBeNull();
  });

  test('grows with the place, and is shared by the agents who are there', () => {
    expect(estimateWait(3, 1, even)).toEqual({ fromMinutes: 30, toMinutes: 30 });
    expect(estimateWait(3, 2, even)).toEqual({ fromMinutes: 15, toMinutes: 15 });
  });

  test('follows what handlings take of late, and is wider where they differ', () => {
    const slow = estimateWait(
      2,
      1,
      even.map((minutes) => minutes * 3),
    );
    expect(slow?.fromMinutes).toBe(60);
    const mixed = estimateWait(2, 1, [2, 18, 2, 18, 2, 18]);
    expect(mixed?.fromMinutes).toBeLessThan(15);
    expect(mixed?.toMinutes).toBeGreaterThan(25);
  });

  test('is told in steps, never narrower than it is, and never as no time at all', () => {
    expect(rounded({ fromMinutes: 3.4, toMinutes: 11.2 })).toEqual({ fromMinutes: 3, toMinutes: 15 });
    expect(rounded({ fromMinutes: 64, toMinutes: 121 })).toEqual({ fromMinutes: 60, toMinutes: 130 });
    expect(rounded({ fromMinutes: 0, toMinutes: 0 })).toEqual({ fromMinutes: 0, toMinutes: 1 });
  });

  test('as times of the clock is in steps of five minutes, outwards', () => {
    const { from, to } = turn('13:32', '13:41');
    expect(clockBefore(from)).toEqual(turn('13:30', '13:30').from);
    expect(clockAfter(to)).toEqual(turn('13:45', '13:45').from);
  });
});

/** The same numbers in every run: a linear congruential generator. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
};

/** Minutes as handlings have them: many short, some long (log-normal, mean about 11). */
const drawHandling = (random: () => number): number =>
  Math.exp(2.1 + 0.75 * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()));

/** Plays a busy desk, and answers how many of those who wait are taken within the range they were told. */
const shareWithinRange = (agents: number, learnt: number): number => {
  const random = randomFrom(agents * 1_000 + learnt);
  let within = 0;
  const rounds = 4_000;
  for (let round = 0; round < rounds; round += 1) {
    const minutes = Array.from({ length: learnt }, () => drawHandling(random));
    const place = 1 + Math.floor(random() * 8);
    // Each agent is somewhere in a handling; the next in the queue goes to who is free first.
    const free = Array.from({ length: agents }, () => drawHandling(random) * random());
    let taken = 0;
    for (let at = 0; at < place; at += 1) {
      taken = Math.min(...free);
      free[free.indexOf(taken)] = taken + drawHandling(random);
    }
    const told = estimateWait(place, agents, minutes);
    const range = told && rounded(told);
    if (range && range.fromMinutes <= taken && taken <= range.toMinutes) within += 1;
  }
  return within / rounds;
};

describe('at a desk that is played through', () => {
  test.each([
    [1, 8],
    [1, 40],
    [3, 20],
    [5, 50],
  ])(
    'with %i agents and %i handlings to learn from, most are taken within the range told',
    (agents, learnt) => {
      expect(shareWithinRange(agents, learnt)).toBeGreaterThan(0.65);
    },
  );
});
