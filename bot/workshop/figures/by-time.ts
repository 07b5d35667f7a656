import type { Calendar } from '../../domain/knowledge.ts';
import { dayOff } from '../../policy/business-days.ts';
import { addDays, weekday } from '../../policy/japan-time.ts';
import { staffedMinutesBetween } from '../../policy/staffed-time.ts';
import type { Digest } from '../digests/digest.ts';
import type { Occurrence } from './occurrence.ts';
import { count, countEnding, noFigures, together, type Figures } from './tally.ts';

/** A conversation that moved within this time may still go on, and has no ending yet (12 to 72 h). */
const settledAfterMs = 24 * 60 * 60_000;

/** ISO dates of Japan, both included. */
export interface DateRange {
  from: string;
  to: string;
}

export interface FiguresByTime {
  /** By ISO date, in order, days without anything included. */
  days: Map<string, Figures>;
  /** Questions by the hour in Japan, 0 to 23, apart for days with office hours and days off. */
  hours: { businessDays: number[]; daysOff: number[] };
}

interface Setting {
  range: DateRange;
  calendar: Calendar;
  now: Date;
}

/** Counts what happened in the range. Conversations may come in any order; none is kept. */
export const figuresByTime = async (
  digests: AsyncIterable<Digest>,
  { range, calendar, now }: Setting,
): Promise<FiguresByTime> => {
  const days = emptyDays(range);
  const daysOff = new Set([...days.keys()].filter((date) => dayOff(date, calendar)));
  const hours = { businessDays: emptyHours(), daysOff: emptyHours() };
  const minutes = ({ since, until }: { since: number; until: number }): number =>
    staffedMinutesBetween(new Date(since), new Date(until), calendar);
  for await (const digest of digests) {
    for (const occurrence of digest.occurrences) {
      const day = days.get(occurrence.date);
      if (day) count(day, occurrence, minutes);
      if (day) countHour(daysOff.has(occurrence.date) ? hours.daysOff : hours.businessDays, occurrence);
    }
    const begun = days.get(digest.occurrences[0]?.date ?? '');
    const isSettled = now.getTime() - digest.changedAt >= settledAfterMs;
    if (begun && isSettled && digest.ending) countEnding(begun, digest.ending);
  }
  return { days, hours };
};

const countHour = (hours: number[], { kind, hour }: Occurrence): void => {
  if (kind === 'question') hours[hour] = (hours[hour] ?? 0) + 1;
};

/** Days together by their week, named after its Monday; the first and the last may be cut by the range. */
export const byWeek = (days: ReadonlyMap<string, Figures>): Map<string, Figures> => {
  const weeks = new Map<string, Figures[]>();
  for (const [date, figures] of days) {
    const monday = addDays(date, -((weekday(date) + 6) % 7));
    weeks.set(monday, [...(weeks.get(monday) ?? []), figures]);
  }
  return new Map([...weeks].map(([monday, parts]) => [monday, together(parts)]));
};

const emptyHours = (): number[] => Array.from({ length: 24 }, () => 0);

const emptyDays = ({ from, to }: DateRange): Map<string, Figures> => {
  const days = new Map<string, Figures>();
  for (let date = from; date <= to; date = addDays(date, 1)) days.set(date, noFigures());
  return days;
};
