import type { Calendar, ClosedDay } from '../domain/knowledge.ts';
import type { OfficeReason, OfficeState } from '../domain/office.ts';
import { dayOff, nextBusinessDay } from './business-days.ts';
import { atMinute, instantText, japanDate, japanIso, minutesOf } from './japan-time.ts';

/** A staffed interval of one day: from ≤ t < to (H1). */
export interface StaffedInterval {
  from: Date;
  to: Date;
}

/** The staffed intervals of an ISO date in order; none on a day off. */
export const staffedIntervals = (date: string, calendar: Calendar): StaffedInterval[] => {
  if (dayOff(date, calendar) !== null) return [];
  return calendar.hours
    .map(({ from, to }) => ({ from: atMinute(date, minutesOf(from)), to: atMinute(date, minutesOf(to)) }))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
};

/** First opening strictly after the instant, over nights, weekends, holidays and closures alike (H8). */
const nextOpening = (after: Date, calendar: Calendar): Date => {
  const today = japanDate(after);
  const laterToday = staffedIntervals(today, calendar).find(({ from }) => from > after);
  if (laterToday) return laterToday.from;
  const [first] = staffedIntervals(nextBusinessDay(today, calendar), calendar);
  if (!first) throw new RangeError('the calendar has no office hours');
  return first.from;
};

const closedReason = (now: Date, calendar: Calendar): OfficeReason => {
  const today = japanDate(now);
  const off = dayOff(today, calendar);
  if (off !== null) return off;
  const intervals = staffedIntervals(today, calendar);
  if (intervals.every(({ from }) => now < from)) return 'before-hours';
  return intervals.every(({ to }) => to <= now) ? 'after-hours' : 'break';
};

/**
 * Whether people are there, why, until when, and the exact next opening (H1–H5, H8).
 * @throws RangeError for a calendar that never opens within a year.
 */
export const officeState = (now: Date, calendar: Calendar): OfficeState => {
  const today = japanDate(now);
  const present = staffedIntervals(today, calendar).find(({ from, to }) => from <= now && now < to);
  const opening = nextOpening(now, calendar);
  return {
    open: present !== undefined,
    reason: present ? 'staffed' : closedReason(now, calendar),
    until: japanIso(present ? present.to : opening),
    opensAt: japanIso(opening),
    opensAtText: instantText(opening, today),
  };
};

/** The extra closed days to announce now, the earliest first (H5). */
export const announcements = (now: Date, calendar: Calendar): ClosedDay[] => {
  const today = japanDate(now);
  return calendar.closedDays
    .filter(({ announceFrom, announceTo }) => announceFrom <= today && today <= announceTo)
    .toSorted((a, b) => a.date.localeCompare(b.date));
};

/** Said to those who join the queue shortly before a break or the day's end. */
export interface CutOff {
  /** When the answer may come: after the break of the same day, or on the next business day. */
  answer: 'later-today' | 'next-business-day';
  /** The opening at which the desk goes on, ISO 8601 with +09:00, and in Japanese. */
  opensAt: string;
  opensAtText: string;
}

/** The notice for joining now, null outside the last `cutOffMinutes` of a staffed interval (H4). */
export const cutOff = (now: Date, calendar: Calendar): CutOff | null => {
  const office = officeState(now, calendar);
  if (!office.open) return null;
  const remainingMinutes = (Date.parse(office.until) - now.getTime()) / 60_000;
  if (remainingMinutes > calendar.cutOffMinutes) return null;
  const sameDay = japanDate(new Date(office.opensAt)) === japanDate(now);
  return {
    answer: sameDay ? 'later-today' : 'next-business-day',
    opensAt: office.opensAt,
    opensAtText: office.opensAtText,
  };
};
