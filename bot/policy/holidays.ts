import holidays from 'japanese-holidays';
import { atMinute } from './japan-time.ts';

const NOON = 12 * 60;

/** Name of the public holiday on an ISO date, 振替休日 and 国民の休日 included; null on other days (H2). */
export const holidayName = (date: string): string | null =>
  // `isHoliday` would read the date in the server's time zone; `isHolidayAt` reads it in Japan.
  holidays.isHolidayAt(atMinute(date, NOON)) ?? null;
