const inJapan = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', ...options });

const time = inJapan({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = inJapan({ month: 'long', day: 'numeric', weekday: 'short' });
const full = inJapan({
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const exact = inJapan({
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** 「2026/11/24 10:05:09」 */
export const exactTimeText = (iso: string): string => exact.format(new Date(iso));
/** 「9:05」 as 「09:05」: columns of times line up. Whatever the PC's own zone, in Japan's. */
export const timeText = (iso: string): string => time.format(new Date(iso));
/** 「11月24日(火)」 */
export const dayText = (iso: string): string => day.format(new Date(iso));
/** 「2026年11月24日 10:05」 */
export const dateTimeText = (iso: string): string => full.format(new Date(iso));
/** In a list: the time of a moment of today, the day of any other. `now` in milliseconds. */
export const timeOrDayText = (iso: string, now: number): string =>
  dayText(iso) === day.format(now) ? timeText(iso) : dayText(iso);

/** An ISO date (YYYY-MM-DD), which is a day of Japan, as 「11月24日(火)」. */
export const isoDateText = (isoDate: string): string => dayText(`${isoDate}T12:00:00+09:00`);
