import type { Clock } from '../clock.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Calendar } from '../domain/knowledge.ts';
import { japanDate } from '../policy/japan-time.ts';
import { officeState } from '../policy/office-hours.ts';
import type { ConversationStore } from '../store/port.ts';
import type { HandoffDesk } from './desk.ts';
import type { Presence } from './presence.ts';

/**
 * A claim comes back this long after its agent's last sign of life; with the sweep's interval it stays
 * under the promised 60 s. Sane: 20 to 50 s; shorter hits agents on a bad connection.
 */
const abandonedAfterMs = 45_000;

/** How often time is looked at. Sane: 1 to 10 s. */
export const sweepEveryMs = 5_000;

interface Parts {
  store: ConversationStore;
  desk: HandoffDesk;
  presence: Presence;
  clock: Clock;
  calendar(): Calendar;
  /** Takes what failed; the next sweep tries again. */
  failed(conversationId: string, error: unknown): void;
}

/**
 * One look at the clock: everything is computed from stored times, so a restart misses nothing and no
 * timer has to survive.
 */
export const sweep = async (parts: Parts): Promise<void> => {
  const now = parts.clock.now();
  const due = duties(parts, now);
  for (const conversation of await parts.store.openAtDesk()) {
    try {
      await due(conversation);
    } catch (error) {
      parts.failed(conversation.id, error);
    }
  }
};

const duties = ({ desk, presence, calendar }: Parts, now: Date) => {
  const today = japanDate(now);
  const open = officeState(now, calendar()).open;
  return async ({ id, desk: { state, closesOn, agentId, tellAtOpening } }: Conversation): Promise<void> => {
    if (state === 'answered' && closesOn !== null && closesOn < today) await desk.expire(id);
    const gone = state === 'claimed' && agentId !== null && presence.silentMs(agentId) > abandonedAfterMs;
    if (gone) await desk.reclaim(id, agentId);
    if (tellAtOpening && open) await desk.tellOpening(id);
  };
};
