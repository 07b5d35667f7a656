import type { Calendar } from '../domain/knowledge.ts';
import { nextBusinessDay } from './business-days.ts';
import { addDays, japanDate } from './japan-time.ts';
import { staffedIntervals, type StaffedInterval } from './office-hours.ts';

const MINUTE_MS = 60_000;

/** The staffed intervals that have a part between two instants, whole, in order. */
export const staffedIntervalsBetween = (from: Date, to: Date, calendar: Calendar): StaffedInterval[] => {
  const found: StaffedInterval[] = [];
  for (let date = japanDate(from); date <= japanDate(to); date = addDays(date, 1)) {
    found.push(...staffedIntervals(date, calendar));
  }
  return found.filter((interval) => interval.to > from && interval.from < to);
};

/** Minutes between two instants in which people are there (H3); 0 when `to` is not after `from`. Fractions are kept. */
export const staffedMinutesBetween = (from: Date, to: Date, calendar: Calendar): number => {
  let milliseconds = 0;
  for (const interval of staffedIntervalsBetween(from, to, calendar)) {
    const start = Math.max(interval.from.getTime(), from.getTime());
    const end = Math.min(interval.to.getTime(), to.getTime());
    milliseconds += Math.max(0, end - start);
  }
  return milliseconds / MINUTE_MS;
};

/** Spends milliseconds from `from` on within one day: the instant, or what is still left at the day's end. */
const spend = (wanted: number, from: Date, intervals: readonly StaffedInterval[]): Date | number => {
  let left = wanted;
  for (const interval of intervals) {
    const start = Math.max(interval.from.getTime(), from.getTime());
    const available = Math.max(0, interval.to.getTime() - start);
    if (left <= available) return new Date(start + left);
    left -= available;
  }
  return left;
};

/**
 * The instant at which that many staffed minutes have passed since `from` (H3); `from` itself for 0.
 * Minutes that end with an interval end at its closing, not at the next opening.
 * @throws RangeError for minutes that are negative or not finite, and for a calendar that never opens.
 */
export const addStaffedMinutes = (from: Date, minutes: number, calendar: Calendar): Date => {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError(`not a number of minutes: ${minutes}`);
  if (calendar.hours.every((hours) => hours.from >= hours.to))
    throw new RangeError('the calendar has no office hours');
  if (minutes === 0) return from;
  let left = minutes * MINUTE_MS;
  for (let date = japanDate(from); ; date = nextBusinessDay(date, calendar)) {
    const spent = spend(left, from, staffedIntervals(date, calendar));
    if (spent instanceof Date) return spent;
    left = spent;
  }
};
