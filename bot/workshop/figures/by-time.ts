import type { Conversation } from '../../domain/conversation.ts';
import type { Calendar } from '../../domain/knowledge.ts';
import { dayOff } from '../../policy/business-days.ts';
import { addDays, japanDate, japanIso, weekday } from '../../policy/japan-time.ts';
import { occurrencesOf } from './occurrences-of.ts';
import { count, noFigures, together, type Figures } from './tally.ts';

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
  conversations: AsyncIterable<Conversation>,
  setting: Setting,
): Promise<FiguresByTime> => {
  const days = emptyDays(setting.range);
  const hours = { businessDays: emptyHours(), daysOff: emptyHours() };
  for await (const conversation of conversations) {
    for (const occurrence of occurrencesOf(conversation, setting)) {
      const date = japanDate(occurrence.at);
      const day = days.get(date);
      if (!day) continue;
      count(day, occurrence);
      if (occurrence.kind !== 'question') continue;
      const counted = dayOff(date, setting.calendar) ? hours.daysOff : hours.businessDays;
      const hour = Number(japanIso(occurrence.at).slice(11, 13));
      counted[hour] = (counted[hour] ?? 0) + 1;
    }
  }
  return { days, hours };
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
