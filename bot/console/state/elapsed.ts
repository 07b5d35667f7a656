const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** An interval in which people are there, as the server tells it. */
export interface Staffed {
  from: string;
  to: string;
}

/** Whole staffed minutes from `since` to `now` (H3): what lies outside `staffed` is nobody's waiting. */
export const staffedMinutesSince = (since: string, now: number, staffed: readonly Staffed[]): number => {
  const began = Date.parse(since);
  const milliseconds = staffed
    .map(({ from, to }) => Math.min(Date.parse(to), now) - Math.max(Date.parse(from), began))
    .reduce((sum, each) => sum + Math.max(0, each), 0);
  return Math.floor(milliseconds / MINUTE_MS);
};

/** 「1分未満」「12分」「1時間5分」「2日3時間」: two units at most, as one reads a list at a glance. */
export const elapsedText = (minutes: number): string => {
  if (minutes < 1) return '1分未満';
  if (minutes < HOUR_MINUTES) return `${minutes}分`;
  if (minutes < DAY_MINUTES)
    return twoUnits([Math.floor(minutes / HOUR_MINUTES), '時間'], [minutes % HOUR_MINUTES, '分']);
  const hours = Math.floor((minutes % DAY_MINUTES) / HOUR_MINUTES);
  return twoUnits([Math.floor(minutes / DAY_MINUTES), '日'], [hours, '時間']);
};

const twoUnits = (large: [number, string], small: [number, string]): string =>
  [large, small].map(([amount, unit]) => (amount === 0 ? '' : `${amount}${unit}`)).join('');
