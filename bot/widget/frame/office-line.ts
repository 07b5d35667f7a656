import type { OfficeResponse } from '../../web/wire.ts';
import { clockTime } from './japan-time.ts';
import { labels } from './labels.ts';

/** One line on whether people are there; empty until it is known. */
export const officeLine = (office: OfficeResponse | null): string => {
  if (!office) return '';
  return office.open ? labels.officeOpen(clockTime(office.until)) : labels.officeClosed(office.opensAtText);
};
