import { isRecord, readJson, type KeyValue } from '../../browser/key-value.ts';
import type { QueueItem } from '../wire-types.ts';

/** Conversation id → highest sequence number this agent has had before their eyes. */
export type ReadMarks = ReadonlyMap<string, number>;

/** Bounds what storage holds; a desk has far fewer conversations open. 100–2,000. */
const KEEP_MARKS = 500;

const keyOf = (agentId: string): string => `madoguchi.console.read/${agentId}`;

/**
 * Something came that this agent has not seen, and that calls for somebody: the customer wrote last, or it
 * is this agent's turn, as after a colleague handed it over.
 */
export const isUnread = (marks: ReadMarks, item: QueueItem, agentId: string | undefined): boolean => {
  const calls = item.unanswered || (item.state === 'claimed' && item.agentId === agentId);
  return calls && item.seq > (marks.get(item.conversationId) ?? 0);
};

/** Marks only ever rise. The newest goes to the end, so that the oldest are dropped first. */
export const markRead = (marks: ReadMarks, conversationId: string, seq: number): ReadMarks => {
  if (seq <= (marks.get(conversationId) ?? 0)) return marks;
  const others = [...marks].filter(([id]) => id !== conversationId);
  return new Map([...others, [conversationId, seq] as const].slice(-KEEP_MARKS));
};

export const loadMarks = (store: KeyValue, agentId: string): ReadMarks => {
  const stored = readJson(store, keyOf(agentId));
  if (!isRecord(stored)) return new Map();
  return new Map(
    Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
};

export const saveMarks = (store: KeyValue, agentId: string, marks: ReadMarks): void =>
  void store.write(keyOf(agentId), JSON.stringify(Object.fromEntries(marks)));
