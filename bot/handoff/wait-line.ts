import type { Clock } from '../clock.ts';
import type { Handling } from '../domain/handling.ts';
import type { Calendar, Knowledge } from '../domain/knowledge.ts';
import type { OfficeState } from '../domain/office.ts';
import type { ApprovedText } from '../domain/reply.ts';
import { wordingText } from '../knowledge/wording-text.ts';
import { instantText, japanDate, japanIso } from '../policy/japan-time.ts';
import { officeState } from '../policy/office-hours.ts';
import { addStaffedMinutes } from '../policy/staffed-time.ts';
import {
  clockAfter,
  clockBefore,
  estimateWait,
  handlingMinutes,
  rounded,
  type WaitRange,
} from '../policy/wait-estimate.ts';
import type { Presence } from './presence.ts';
import type { RecentHandlings } from './recent-handlings.ts';

/** What is told to who waits: in approved words, and for programs as instants. */
export interface WaitLine extends ApprovedText {
  /** The range in which they are likely taken, ISO 8601; null when nothing honest can be said. */
  range: { from: string; to: string } | null;
}

interface Parts {
  recent: RecentHandlings;
  presence: Presence;
  clock: Clock;
  knowledge(): Knowledge;
}

/** 「約5〜15分」「15分以内」 */
const minutesText = ({ fromMinutes, toMinutes }: WaitRange): string => {
  if (fromMinutes === 0) return `${toMinutes}分以内`;
  return fromMinutes === toMinutes ? `約${toMinutes}分` : `約${fromMinutes}〜${toMinutes}分`;
};

/** 「本日13:40〜14:10ごろ」「本日16:50〜明日25日(水)10:20ごろ」「本日13:40ごろまで」; a date is said once. */
const clockText = (from: Date, to: Date, now: Date): string => {
  const today = japanDate(now);
  if (from <= now) return `${instantText(to, today)}ごろまで`;
  if (from.getTime() === to.getTime()) return `${instantText(to, today)}ごろ`;
  const end = japanDate(from) === japanDate(to) ? timeOf(to) : instantText(to, today);
  return `${instantText(from, today)}〜${end}ごろ`;
};

const timeOf = (instant: Date): string => japanIso(instant).slice(11, 16).replace(/^0/, '');

/** Those who take from the queue: who handled something lately and is there; else whoever is there. */
const atWork = (present: readonly string[], handlings: readonly Handling[]): number => {
  const known = new Set(handlings.map(({ agentId }) => agentId));
  return present.filter((id) => known.has(id)).length || present.length;
};

/** Tells who waits how long it may take, in staffed time, from how the desk does of late (H3). */
export class WaitLines {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param place 1 = next */
  async at(place: number): Promise<WaitLine> {
    const { clock, knowledge, recent, presence } = this.#parts;
    const { calendar } = knowledge();
    const now = clock.now();
    const office = officeState(now, calendar);
    // Who will be there at the opening is not known now; that the place is kept is.
    if (!office.open) return this.#say('desk-wait-closed', { opensAt: office.opensAtText });
    const handlings = await recent.until(now);
    const agents = atWork(presence.present(), handlings);
    const estimate = estimateWait(place, agents, handlingMinutes(handlings, calendar));
    if (!estimate) return this.#say('desk-wait-unknown', {});
    return this.#range(rounded(estimate), { now, office, calendar });
  }

  #range(range: WaitRange, at: { now: Date; office: OfficeState; calendar: Calendar }): WaitLine {
    const { now, office, calendar } = at;
    const from = addStaffedMinutes(now, range.fromMinutes, calendar);
    const to = addStaffedMinutes(now, range.toMinutes, calendar);
    // Over a break or a night, minutes would have to say that those between do not count.
    const soon = to.getTime() <= Date.parse(office.until);
    const waitText = soon ? minutesText(range) : clockText(clockBefore(from), clockAfter(to), now);
    return {
      ...this.#say('desk-wait', { waitText }),
      range: { from: from.toISOString(), to: to.toISOString() },
    };
  }

  #say(id: string, values: { waitText?: string; opensAt?: string }): WaitLine {
    return { ...wordingText(this.#parts.knowledge(), id, values), range: null };
  }
}
