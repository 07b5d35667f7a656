import { labels } from '../labels.ts';
import { elapsedText, minutesSince } from '../state/elapsed.ts';
import type { QueueItem } from '../wire-types.ts';

/** From here on a wait stands out. Minutes; H3 names two to three hours for busy days. 10–120. */
const LONG_WAIT_MINUTES = 30;

export type Tone = 'urgent' | 'due' | 'calm';

export interface Badge {
  text: string;
  tone: Tone;
}

const due = (since: string, now: number, text: (elapsed: string) => string): Badge => {
  const minutes = minutesSince(since, now);
  return { text: text(elapsedText(minutes)), tone: minutes >= LONG_WAIT_MINUTES ? 'urgent' : 'due' };
};

/** Where a conversation stands, in two words; `now` in milliseconds of the server's clock. */
export const badgeOf = (item: QueueItem, now: number): Badge => {
  const { state, waitingSince, unanswered, lastMessage } = item;
  if (state === 'waiting' && waitingSince !== null) return due(waitingSince, now, labels.state.waiting);
  if (state === 'claimed' && unanswered && lastMessage !== null) {
    return due(lastMessage.at, now, labels.state.unanswered);
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
