import type { Conversation } from '../../domain/conversation.ts';
import { isConversationId } from '../conversation-id.ts';
import { deskChangedAt } from '../history-search.ts';

/** Digits of the time in a mark, so that names sort as times do; 13 last until 2286. */
const timeDigits = 13;

const markPattern = new RegExp(`^\\d{4}-\\d{2}-\\d{2}/\\d{${timeDigits}}-(.+)$`);

/** A folder of one day (UTC) in the history's folder. */
export const isHistoryDay = (name: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(name);

/**
 * A conversation's place in the history, relative to its folder: `2026-11-24/1795482000000-<id>`, day
 * and instant (epoch milliseconds) of its last change of state at the desk. Made from the conversation
 * alone, so that no index of names has to be read at a start or kept in memory. Null when it never was
 * at the desk.
 */
export const historyMark = (conversation: Conversation): string | null => {
  const at = deskChangedAt(conversation);
  if (at === null) return null;
  const day = new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length);
  return `${day}/${String(at).padStart(timeDigits, '0')}-${conversation.id}`;
};

/** The conversation that a mark is of, or null for a file that is no mark. */
export const idOfMark = (mark: string): string | null => {
  const id = markPattern.exec(mark)?.[1];
  return id !== undefined && isConversationId(id) ? id : null;
};
