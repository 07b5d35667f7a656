import { labels } from '../labels.ts';
import { elapsedText, staffedMinutesSince, type Staffed } from '../state/elapsed.ts';
import type { QueueItem } from '../wire-types.ts';

/** From here on a wait stands out. Staffed minutes; H3 names two to three hours for busy days. 10–120. */
const LONG_WAIT_MINUTES = 30;

export type Tone = 'urgent' | 'due' | 'calm';

export interface Badge {
  text: string;
  tone: Tone;
}

/** What waits are counted by. */
export interface BadgeClock {
  /** Milliseconds of the server's clock. */
  now: number;
  staffed: readonly Staffed[];
}

const due = (since: string, clock: BadgeClock, text: (elapsed: string) => string): Badge => {
  const minutes = staffedMinutesSince(since, clock.now, clock.staffed);
  return { text: text(elapsedText(minutes)), tone: minutes >= LONG_WAIT_MINUTES ? 'urgent' : 'due' };
};

/** Where a conversation stands, in two words. */
export const badgeOf = (item: QueueItem, clock: BadgeClock): Badge => {
  const { state, waitingSince, unanswered, lastMessage } = item;
  if (state === 'waiting' && waitingSince !== null) return due(waitingSince, clock, labels.state.waiting);
  if (state === 'claimed' && unanswered && lastMessage !== null) {
    return due(lastMessage.at, clock, labels.state.unanswered);
  }
  const texts = {
    bot: labels.state.bot,
    waiting: labels.lists.names.waiting,
    claimed: labels.state.claimed,
    answered: labels.state.answered,
    closed: labels.state.closed,
  };
  return { text: texts[state], tone: 'calm' };
};
