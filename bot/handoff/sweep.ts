import type { Clock } from '../clock.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Calendar } from '../domain/knowledge.ts';
import { isExpired } from '../domain/ticket.ts';
import { japanDate } from '../policy/japan-time.ts';
import { officeState } from '../policy/office-hours.ts';
import type { ConversationStore } from '../store/port.ts';
import type { Presence } from './presence.ts';
import type { DeskUpkeep } from './upkeep.ts';

/** How often time is looked at. Sane: 1 to 10 s. */
export const sweepEveryMs = 5_000;

interface Parts {
  store: ConversationStore;
  upkeep: DeskUpkeep;
  presence: Presence;
  clock: Clock;
  calendar(): Calendar;
  /** Takes what failed; the next sweep tries again. */
  failed(conversationId: string, error: unknown): void;
}

/**
 * One look at the clock: everything is computed from stored times, so a restart misses nothing and no
 * timer has to survive; of several instances each sweeps. What is due is asked again under the conversation's
 * lock, since a customer or an agent may be quicker.
 */
export const sweep = async (parts: Parts): Promise<void> => {
  await parts.presence.exchange();
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

const duties = ({ upkeep, presence, calendar }: Parts, now: Date) => {
  const today = japanDate(now);
  const open = officeState(now, calendar()).open;
  return async ({ id, desk: state }: Conversation): Promise<void> => {
    if (isExpired(state, today)) await upkeep.expire(id, today);
    if (presence.hasAbandoned(state)) await upkeep.reclaim(id);
    if (state.tellAtOpening && open) await upkeep.tellOpening(id);
  };
};
