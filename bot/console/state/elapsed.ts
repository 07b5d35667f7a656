const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** Whole minutes from `since` to `now`, never below 0. */
export const minutesSince = (since: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / MINUTE_MS));

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
