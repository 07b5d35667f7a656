import type { DeskState } from '../../bot/domain/conversation.ts';

/**
 * The life of conversations at the desk as the policy tells it, written a second time and simply: what the
 * real desk is held against. Dates are counted here by hand, without the program's calendar.
 */

export const agents = [
  { id: 'sato', name: '佐藤', role: 'agent' },
  { id: 'suzuki', name: '鈴木', role: 'agent' },
  { id: 'takahashi', name: '高橋', role: 'agent' },
] as const;

/** Silence after which a claim comes back, and what a restart gives anew (ms). */
const patienceMs = 45_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A day and a time of day in Japan, from an instant. */
const inJapan = (instant: number): { date: string; hour: number; weekday: number } => {
  const shifted = new Date(instant + 9 * HOUR_MS);
  const hour = shifted.getUTCHours() + shifted.getUTCMinutes() / 60;
  return { date: shifted.toISOString().slice(0, 10), hour, weekday: shifted.getUTCDay() };
};

const isBusinessDay = (weekday: number): boolean => weekday !== 0 && weekday !== 6;

export class ModelConversation {
  state: DeskState = 'bot';
  /** Index of the agent who has it. */
  holder: number | null = null;
  waitingSince = 0;
  closesOn: string | null = null;
  /** A person has had it since the last closing. */
  served = false;
  surveysAsked = 0;
  surveysAnswered = 0;
  /** The last question is open: since the closing nobody has been asked for. */
  surveyOpen = false;
  /** All that was written by people, in order. */
  written: string[] = [];

  get held(): boolean {
    return this.state === 'claimed' || this.state === 'answered';
  }

  request(at: number): void {
    this.state = 'waiting';
    this.waitingSince = at;
    this.surveyOpen = false;
  }

  take(agent: number): void {
    this.state = 'claimed';
    this.holder = agent;
    this.closesOn = null;
    this.served = true;
  }

  giveBack(): void {
    this.state = 'waiting';
    this.holder = null;
    this.closesOn = null;
  }

  end(): void {
    if (this.served) this.surveysAsked += 1;
    this.surveyOpen = this.served;
    this.state = 'closed';
    this.holder = null;
    this.closesOn = null;
    this.served = false;
  }

  customerWrites(text: string): void {
    this.written.push(text);
    if (this.state === 'closed') this.state = 'bot';
    if (this.state === 'answered') {
      this.state = 'claimed';
      this.closesOn = null;
    }
  }
}

export class Model {
  /** Tuesday 24 November 2026, 10:00 in Japan. */
  now = Date.parse('2026-11-24T10:00:00+09:00');
  monotonicMs = 0;
  readonly conversations = [new ModelConversation(), new ModelConversation(), new ModelConversation()];
  /** When each agent was last seen, on the monotonic clock. */
  readonly seen = agents.map(() => 0);

  at(index: number): ModelConversation {
    const found = this.conversations[index];
    if (!found) throw new Error(`no conversation ${index}`);
    return found;
  }

  /** Weekdays only: the commands stop before the year's end, and no holiday lies before it. */
  get staffed(): boolean {
    const { hour, weekday } = inJapan(this.now);
    return isBusinessDay(weekday) && ((hour >= 10 && hour < 12) || (hour >= 13.5 && hour < 17));
  }

  /** On to 10:00 of the next business day. */
  openNextMorning(): void {
    this.now = Date.parse(`${inJapan(this.now).date}T10:00:00+09:00`);
    do this.now += DAY_MS;
    while (!isBusinessDay(inJapan(this.now).weekday));
  }

  get closesOnIfAnswered(): string {
    let day = this.now;
    for (let left = 3; left > 0;) {
      day += DAY_MS;
      if (isBusinessDay(inJapan(day).weekday)) left -= 1;
    }
    return inJapan(day).date;
  }

  /** Waiting ones, who has waited longest first. */
  get queue(): number[] {
    return [...this.conversations.keys()]
      .filter((index) => this.at(index).state === 'waiting')
      .toSorted((left, right) => this.at(left).waitingSince - this.at(right).waitingSince);
  }

  /** What time brings about. */
  sweep(): void {
    const { date } = inJapan(this.now);
    for (const each of this.conversations) {
      if (each.state === 'answered' && each.closesOn !== null && each.closesOn < date) each.end();
      const silentMs = this.monotonicMs - (this.seen[each.holder ?? -1] ?? 0);
      if (each.state === 'claimed' && silentMs > patienceMs) each.giveBack();
    }
  }

  restart(): void {
    this.seen.fill(this.monotonicMs);
  }
}
