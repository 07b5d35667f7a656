import type { Clock } from '../clock.ts';
import { personHolds } from '../domain/ticket.ts';
import type { Conversation } from '../domain/conversation.ts';
import { AppError } from '../errors.ts';
import { added, type Counts } from './counts.ts';
import { erase, type Holdings } from './erase.ts';

/** What one look has done. */
export interface Retained {
  /** What was removed, by kind. */
  counts: Counts;
  /** How many could not be read, or not be removed; the next look tries again. */
  failed: number;
}

export interface RetainParts extends Holdings {
  /** Days since the last change after which a conversation goes. */
  days: number;
  clocks: readonly Clock[];
  /** Between two portions of the store: resolves after a pause, to false when it is to end. */
  pause(): Promise<boolean>;
  /** Hears why a conversation could not be removed. */
  failed(conversationId: string, error: unknown): void;
}

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * One look at the age of everything: removes the conversations whose last change is too long ago, but never one
 * that the desk has in hand. Works in small pieces with pauses in between. Nothing is noted of where it is: what
 * a look that was cut short has not reached, the next one finds. Of several instances each looks, and each
 * conversation is removed by one of them.
 */
export const retain = async (parts: RetainParts): Promise<Retained> => {
  const before = new Date(earliestNow(parts.clocks) - parts.days * dayMs);
  const done: Retained = { counts: {}, failed: 0 };
  for await (const { ids, unreadable } of parts.store.select({ changedBefore: before })) {
    done.failed += unreadable.length;
    for (const id of ids) await removeOne(parts, { id, before, done });
    if (!(await parts.pause())) break;
  }
  return done;
};

/**
 * By the clock that says the earliest: the desk's own can be set in a demo, into the future, where it must not
 * remove what is young, or into the past, where conversations are then older by the real one than they are.
 */
const earliestNow = (clocks: readonly Clock[]): number =>
  Math.min(...clocks.map((clock) => clock.now().getTime()));

const removeOne = async (
  parts: RetainParts,
  { id, before, done }: { id: string; before: Date; done: Retained },
): Promise<void> => {
  try {
    const counts = await erase(parts, id, (current) => isDue(current, before));
    done.counts = added(done.counts, counts ?? {});
  } catch (error) {
    // Nothing can be done while the store is away; the rest would only fail, too.
    if (error instanceof AppError && error.code === 'storage-unavailable') throw error;
    done.failed += 1;
    parts.failed(id, error);
  }
};

const isDue = ({ desk, updatedAt }: Conversation, before: Date): boolean =>
  !personHolds(desk.state) && Date.parse(updatedAt) < before.getTime();
