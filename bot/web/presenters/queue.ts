import type { Conversation } from '../../domain/conversation.ts';
import type { Calendar } from '../../domain/knowledge.ts';
import type { OfficeState } from '../../domain/office.ts';
import { closingDate } from '../../policy/business-days.ts';
import { addDays, atMinute, japanDate } from '../../policy/japan-time.ts';
import { staffedIntervalsBetween } from '../../policy/staffed-time.ts';
import type { QueueItem, QueueResponse } from '../wire.ts';
import { presentQueueItem } from './desk.ts';

/** Longer waits are shown as this long; a bound to what is sent, not to what is waited. Days, sane: 14 to 90. */
const mostDays = 60;

interface Moment {
  now: Date;
  office: OfficeState;
  calendar: Calendar;
}

/** The earliest instant that a wait on the list is counted from. */
const earliest = (items: readonly QueueItem[], now: Date): Date => {
  const since = items
    .filter(({ state }) => state === 'waiting' || state === 'claimed')
    .flatMap(({ waitingSince, lastMessage }) => [waitingSince, lastMessage?.at ?? null])
    .flatMap((instant) => (instant === null ? [] : [Date.parse(instant)]));
  const bound = Date.parse(addDays(japanDate(now), -mostDays));
  return new Date(Math.max(bound, Math.min(now.getTime(), ...since)));
};

/** A list of the desk, with what its waits and dates are told by. */
export const presentQueue = (
  conversations: readonly Conversation[],
  { now, office, calendar }: Moment,
): QueueResponse => {
  const items = conversations.map(presentQueueItem);
  const midnight = atMinute(addDays(japanDate(now), 1), 0);
  const staffed = staffedIntervalsBetween(earliest(items, now), midnight, calendar);
  return {
    conversations: items,
    office,
    now: now.toISOString(),
    staffed: staffed.map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() })),
    closesOnIfAnswered: closingDate(now, calendar),
  };
};
