import type { Calendar } from '../domain/knowledge.ts';
import type { AgentsTurn, Handling } from '../domain/handling.ts';
import { staffedMinutesBetween } from './staffed-time.ts';

/** Fewer handlings than this say nothing of the next one, and no estimate is given. Sane: 4 to 10. */
export const fewestHandlings = 5;

/**
 * Half the width of the range in standard deviations of the wait. A wider range is right more often and
 * helps less; with this one some four of five customers are taken within it
 * (`__tests__/policy/wait-estimate.test.ts` plays a desk and counts). Sane: 0.8 to 2.
 */
const halfWidth = 1.2;

const MINUTE_MS = 60_000;

type Owned = AgentsTurn & { handling: number };

const boundaries = (turns: readonly Owned[]): number[] =>
  [...new Set(turns.flatMap(({ from, to }) => [from.getTime(), to.getTime()]))].toSorted((a, b) => a - b);

/** Adds each of one agent's minutes to the handlings that they had then, in equal shares. */
const share = (turns: readonly Owned[], minutes: number[], calendar: Calendar): void => {
  const at = boundaries(turns);
  for (const [index, start] of at.slice(0, -1).entries()) {
    const end = at[index + 1] ?? start;
    const busy = turns.filter(({ from, to }) => from.getTime() <= start && end <= to.getTime());
    if (busy.length === 0) continue;
    const each = staffedMinutesBetween(new Date(start), new Date(end), calendar) / busy.length;
    for (const { handling } of busy) minutes[handling] = (minutes[handling] ?? 0) + each;
  }
};

/**
 * What each handling cost its agent in staffed minutes, in the order given (H3). Minutes in which an agent
 * had several conversations are shared among them: who serves three at once is not slower by three.
 */
export const handlingMinutes = (handlings: readonly Handling[], calendar: Calendar): number[] => {
  const minutes = handlings.map(() => 0);
  const owned = handlings.map(({ turns }, handling) => turns.map((turn) => ({ ...turn, handling })));
  for (const agentId of new Set(handlings.map((handling) => handling.agentId))) {
    const turns = owned.filter((_turns, at) => handlings[at]?.agentId === agentId).flat();
    share(turns, minutes, calendar);
  }
  return minutes;
};

export interface WaitRange {
  /** Staffed minutes; 0 ≤ from ≤ to. */
  fromMinutes: number;
  toMinutes: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const variance = (values: readonly number[], around: number): number =>
  values.reduce((sum, value) => sum + (value - around) ** 2, 0) / (values.length - 1);

/**
 * How many staffed minutes the wait at a place may take: the work of those before, shared by the agents who
 * are there, with the spread that recent handlings had. Null where nothing honest can be said: too few
 * handlings, or nobody there.
 * @param place 1 = next
 * @param minutes what recent handlings cost (`handlingMinutes`)
 */
export const estimateWait = (place: number, agents: number, minutes: readonly number[]): WaitRange | null => {
  if (minutes.length < fewestHandlings || agents < 1) return null;
  const average = mean(minutes);
  const spread = variance(minutes, average);
  const middle = (place * average) / agents;
  // The sum of `place` handlings varies, and so does the average that was learnt from a few.
  const deviation = Math.sqrt(place * spread + (place ** 2 * spread) / minutes.length) / agents;
  return {
    fromMinutes: Math.max(0, middle - halfWidth * deviation),
    toMinutes: middle + halfWidth * deviation,
  };
};

/** Steps in which minutes are told: nobody plans by 47 minutes. From how many on, and the step. */
const steps = [
  { from: 60, step: 10 },
  { from: 10, step: 5 },
  { from: 0, step: 1 },
] as const;

const stepAt = (minutes: number): number => steps.find(({ from }) => minutes >= from)?.step ?? 1;

/** A few seconds make no step of their own. Minutes. */
const slack = 0.1;

const stepDown = (minutes: number): number => {
  const step = stepAt(minutes + slack);
  return Math.floor((minutes + slack) / step) * step;
};

const stepUp = (minutes: number): number => {
  const step = stepAt(minutes - slack);
  return Math.ceil((minutes - slack) / step) * step;
};

/** The range in steps as one tells it, outwards, and never 0 minutes at its end. */
export const rounded = ({ fromMinutes, toMinutes }: WaitRange): WaitRange => ({
  fromMinutes: stepDown(fromMinutes),
  toMinutes: Math.max(1, stepUp(toMinutes)),
});

/** Clock times are told in steps of this many minutes. */
const clockStepMinutes = 5;

const inClockSteps = (instant: Date, round: (steps: number) => number): Date => {
  const minutes = Math.round(instant.getTime() / MINUTE_MS);
  return new Date(round(minutes / clockStepMinutes) * clockStepMinutes * MINUTE_MS);
};

/** The last step of the clock that is not after the instant, whose seconds do not count. */
export const clockBefore = (instant: Date): Date => inClockSteps(instant, Math.floor);

/** The first step of the clock that is not before the instant, whose seconds do not count. */
export const clockAfter = (instant: Date): Date => inClockSteps(instant, Math.ceil);
