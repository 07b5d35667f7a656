/** An instant worth trying, and how it is called on its button. */
export interface Moment {
  label: string;
  /** ISO 8601 with +09:00; null for the real time. */
  at: string | null;
}

const DAY_MS = 86_400_000;
/** Japan has kept UTC+9 all year since 1952. */
const JAPAN_MS = 9 * 3_600_000;

/** ISO date and weekday (0 = Sunday) in Japan. */
const inJapan = (instant: number): { date: string; weekday: number } => {
  const shifted = new Date(instant + JAPAN_MS);
  return { date: shifted.toISOString().slice(0, 10), weekday: shifted.getUTCDay() };
};

const WEDNESDAY = 3;
const SATURDAY = 6;

/**
 * Days that can be a holiday in the middle of the week, equinoxes and 振替休日 included, and the
 * year's end. A coarse list will do: it only keeps the button 「平日」 honest.
 */
const NO_WORKING_DAY =
  /-(12-(29|3.)|01-0[1-3]|02-11|02-23|03-2[01]|04-29|05-0[3-6]|08-11|09-2[1-3]|11-03|11-23)$/;

const nextOn = (weekday: number, now: Date, except?: RegExp): string => {
  let instant = now.getTime() + DAY_MS;
  while (inJapan(instant).weekday !== weekday || except?.test(inJapan(instant).date)) instant += DAY_MS;
  return inJapan(instant).date;
};

/** The next 3 November (文化の日): a holiday whose date never moves, and next to no other. */
const nextHoliday = (now: Date): string => {
  const { date } = inJapan(now.getTime());
  const year = Number(date.slice(0, 4));
  return `${date.slice(5) < '11-03' ? year : year + 1}-11-03`;
};

/** What a visitor of the demo can set the clock to, counted from the real present. */
export const momentsFrom = (now: Date): Moment[] => {
  const wednesday = nextOn(WEDNESDAY, now, NO_WORKING_DAY);
  const year = inJapan(now.getTime()).date.slice(0, 4);
  return [
    { label: 'いま', at: null },
    { label: '平日 11:00', at: `${wednesday}T11:00:00+09:00` },
    { label: '平日 12:30（昼休み）', at: `${wednesday}T12:30:00+09:00` },
    { label: '平日 16:55（受付終了の直前）', at: `${wednesday}T16:55:00+09:00` },
    { label: '土曜', at: `${nextOn(SATURDAY, now)}T11:00:00+09:00` },
    { label: '祝日', at: `${nextHoliday(now)}T11:00:00+09:00` },
    { label: '年末', at: `${year}-12-30T11:00:00+09:00` },
  ];
};
