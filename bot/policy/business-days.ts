import type { Calendar } from '../domain/knowledge.ts';
import { holidayName } from './holidays.ts';
import { addDays, japanDate, weekday } from './japan-time.ts';

/**
 * Longest stretch of days off that is searched before a calendar counts as broken. The longest real
 * one is a year's end of about ten days; a year keeps month and day of an opening unambiguous.
 */
const MAX_DAYS_OFF = 366;

export type DayOff = 'weekend' | 'holiday' | 'year-end' | 'closed-day';

const inYearEnd = (date: string, { from, to }: Calendar['yearEnd']): boolean => {
  const monthDay = date.slice(5);
  // The range usually wraps around New Year (12-29 to 01-03).
  return from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
};

/**
 * Why nobody is there on an ISO date, null on a business day (H1, H2, H5). The most particular reason
 * wins where several hold: New Year's Day is the year's end, a holiday on a Sunday is a holiday.
 */
export const dayOff = (date: string, calendar: Calendar): DayOff | null => {
  if (inYearEnd(date, calendar.yearEnd)) return 'year-end';
  if (holidayName(date) !== null) return 'holiday';
  if (weekday(date) === 0 || weekday(date) === 6) return 'weekend';
  if (calendar.closedDays.some((day) => day.date === date)) return 'closed-day';
  return null;
};

/**
 * The first business day after an ISO date.
 * @throws RangeError for a calendar without a business day within a year; calendar.yaml's schema refuses such data.
 */
export const nextBusinessDay = (date: string, calendar: Calendar): string => {
  for (let days = 1; days <= MAX_DAYS_OFF; days += 1) {
    const candidate = addDays(date, days);
    if (dayOff(candidate, calendar) === null) return candidate;
  }
  throw new RangeError(`no business day within ${MAX_DAYS_OFF} days after ${date}`);
};

/** The `count`-th business day after an ISO date; `count` ≥ 1. */
export const addBusinessDays = (date: string, count: number, calendar: Calendar): string => {
  let day = date;
  for (let passed = 0; passed < count; passed += 1) day = nextBusinessDay(day, calendar);
  return day;
};

/** The date on whose end a conversation closes when nobody replies to an answer given then (N6). */
export const closingDate = (answeredAt: Date, calendar: Calendar): string =>
  addBusinessDays(japanDate(answeredAt), calendar.closeAfterBusinessDays, calendar);
