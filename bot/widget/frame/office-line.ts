import type { OfficeResponse } from '../../web/wire.ts';
import { clockTime } from './japan-time.ts';
import { labels } from './labels.ts';

const MINUTE_MS = 60_000;
/** Farther away the day says more than the hours. */
const FARTHEST_MINUTES = 24 * 60;

/** One line on whether people are there; empty until it is known. */
export const officeLine = (office: OfficeResponse | null): string => {
  if (!office) return '';
  return office.open ? labels.officeOpen(clockTime(office.until)) : labels.officeClosed(office.opensAtText);
};

/** 「あと1時間25分」 until the next opening; empty while people are there, and when it is a day away or more. */
export const countdown = (office: OfficeResponse | null, now: number): string => {
  if (!office || office.open) return '';
  const minutes = Math.ceil((Date.parse(office.opensAt) - now) / MINUTE_MS);
  return minutes > 0 && minutes < FARTHEST_MINUTES
    ? labels.countdown(Math.floor(minutes / 60), minutes % 60)
    : '';
};
