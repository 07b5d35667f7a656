import { z } from 'zod';
import { lineSchema } from './article-schema.ts';

/** Far fewer than a year's business days (about 240), so that the office always opens again. */
const MAX_CLOSED_DAYS = 100;
const MAX_INTERVALS = 6;

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, '時刻は 13:30 のように、半角の数字4桁で書いてください。');

const monthDay = z
  .string()
  .refine(
    (text) => /^\d\d-\d\d$/.test(text) && z.iso.date().safeParse(`2024-${text}`).success,
    '月日は 12-29 のように、実在する日を半角の数字4桁で書いてください。',
  );

const interval = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, '終わりの時刻（to）は、始まりの時刻（from）より後にしてください。');

const closedDay = z
  .strictObject({
    date: z.iso.date(),
    reason: lineSchema,
    announceFrom: z.iso.date(),
    announceTo: z.iso.date(),
  })
  .refine(
    ({ announceFrom, announceTo }) => announceFrom <= announceTo,
    'お知らせの終わりの日（announceTo）は、始まりの日（announceFrom）以降にしてください。',
  );

type Interval = z.infer<typeof interval>;

const isApart = (intervals: readonly Interval[]): boolean => {
  const ordered = intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return ordered.every(({ from }, index) => (ordered[index - 1]?.to ?? '') <= from);
};

const isUnique = (days: readonly { date: string }[]): boolean =>
  new Set(days.map(({ date }) => date)).size === days.length;

/** Off in December and January only, so that a slip of the pen cannot close the office for a year. */
const yearEnd = z
  .strictObject({ from: monthDay, to: monthDay })
  .refine(
    ({ from, to }) =>
      from.startsWith('12-') && (to.startsWith('01-') || (to.startsWith('12-') && from <= to)),
    '年末年始の休みは、12月に始まり、12月か1月に終わるように書いてください。',
  );

/** `knowledge/calendar.yaml` → the domain's `Calendar`: when people are at the desk (policy.md, table H). */
export const calendarSchema = z.strictObject({
  hours: z
    .array(interval)
    .min(1)
    .max(MAX_INTERVALS)
    .refine(isApart, '受付時間が重なっています。前の終わりより後に次を始めてください。'),
  yearEnd,
  closedDays: z.array(closedDay).max(MAX_CLOSED_DAYS).refine(isUnique, '同じ日の臨時休業が2つあります。'),
  cutOffMinutes: z.int().min(0).max(120),
  closeAfterBusinessDays: z.int().min(1).max(30),
});
