/**
 * Instants and Japanese calendar dates. Japan keeps +09:00 all year, without summer time, so plain
 * arithmetic on UTC is exact and never asks for the server's time zone (H1). A date is an ISO string
 * (YYYY-MM-DD), a time of day is a number of minutes since midnight.
 */

const JAPAN_OFFSET_MS = 9 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const weekdayNames = ['日', '月', '火', '水', '木', '金', '土'] as const;

/** The instant's date in Japan. */
export const japanDate = (instant: Date): string =>
  new Date(instant.getTime() + JAPAN_OFFSET_MS).toISOString().slice(0, 10);

/** The instant at that many minutes after midnight in Japan. */
export const atMinute = (date: string, minutes: number): Date =>
  new Date(Date.parse(date) - JAPAN_OFFSET_MS + minutes * MINUTE_MS);

/** ISO 8601 with +09:00, to the second; milliseconds are shown only when there are any. */
export const japanIso = (instant: Date): string =>
  new Date(instant.getTime() + JAPAN_OFFSET_MS).toISOString().replace('.000', '').replace('Z', '+09:00');

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** 0 is Sunday. */
export const weekday = (date: string): number => new Date(Date.parse(date)).getUTCDay();

/** `13:30` → 810. `24:00` is the day's end. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** An ISO date as people in Japan say it: 「11月27日(金)」. */
export const dateText = (date: string): string =>
  `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日(${weekdayNames[weekday(date)]})`;

/** An instant as people in Japan say it on `today`: 「本日13:30」「明日24日(火)10:00」「11月24日(火)10:00」 (H8). */
export const instantText = (instant: Date, today: string): string => {
  const date = japanDate(instant);
  const time = japanIso(instant).slice(11, 16).replace(/^0/, '');
  if (date === today) return `本日${time}`;
  const day = dateText(date);
  return `${date === addDays(today, 1) ? day.replace(/^\d+月/, '明日') : day}${time}`;
};
