import type { Calendar } from '../../bot/domain/knowledge.ts';

/** The policy's own hours, with one extra closed day. */
export const calendar: Calendar = {
  hours: [
    { from: '10:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ],
  yearEnd: { from: '12-29', to: '01-03' },
  closedDays: [
    { date: '2026-12-04', reason: '社内研修', announceFrom: '2026-11-20', announceTo: '2026-12-04' },
  ],
  cutOffMinutes: 30,
  closeAfterBusinessDays: 3,
};

/** An instant in Japan: `japan('2026-11-24 10:00')`. */
export const japan = (text: string): Date => new Date(`${text.replace(' ', 'T')}+09:00`);
