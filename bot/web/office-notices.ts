import type { Clock } from '../clock.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { wordingText } from '../knowledge/wording-text.ts';
import { announcements, officeState } from '../policy/office-hours.ts';
import type { OfficeResponse } from './wire.ts';

type Notice = OfficeResponse['notices'][number];

/** 2026-12-15 → 12月15日(火). */
const dateText = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
});

const announced = (knowledge: Knowledge, now: Date): Notice[] =>
  announcements(now, knowledge.calendar).map(({ date, reason }) => ({
    kind: 'announcement',
    ...wordingText(knowledge, 'announcement', {
      closedOn: dateText.format(new Date(`${date}T00:00:00+09:00`)),
      reason,
    }),
  }));

/** N2: said once, before the first message is sent. */
export const sharingNotice = (knowledge: Knowledge): Notice => ({
  kind: 'sharing',
  ...wordingText(knowledge, 'sharing'),
});

const outage = (knowledge: Knowledge): Notice => ({ kind: 'outage', ...wordingText(knowledge, 'outage') });

/** The office as everybody sees it: open or not, the next opening, announced closed days (H1–H5), an outage (H7). */
export const presentOffice = (
  knowledge: Knowledge,
  { clock, storeHealthy }: { clock: Clock; storeHealthy: boolean },
): OfficeResponse => {
  const now = clock.now();
  const notices = [...(storeHealthy ? [] : [outage(knowledge)]), ...announced(knowledge, now)];
  return { ...officeState(now, knowledge.calendar), notices };
};
