import type { Clock } from '../clock.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { wordingText } from '../knowledge/wording-text.ts';
import { announcements, officeState } from '../policy/office-hours.ts';
import { dateText, japanIso } from '../policy/japan-time.ts';
import type { OfficeResponse } from './wire.ts';

type Notice = OfficeResponse['notices'][number];

const announced = (knowledge: Knowledge, now: Date): Notice[] =>
  announcements(now, knowledge.calendar).map(({ date, reason }) => ({
    kind: 'announcement',
    ...wordingText(knowledge, 'announcement', {
      closedOn: dateText(date),
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
  return { ...officeState(now, knowledge.calendar), now: japanIso(now), notices };
};
