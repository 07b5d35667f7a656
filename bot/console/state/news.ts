import type { QueueItem } from '../wire-types.ts';
import type { State } from './state.ts';

export interface News {
  type: 'waiting' | 'reply' | 'transferred';
  item: QueueItem;
  /** Who had it before; null where that does not matter. */
  from: string | null;
}

const newsOfItem = (item: QueueItem, before: QueueItem | undefined, agentId: string): News['type'] | null => {
  if (item.state === 'waiting') return before?.state === 'waiting' ? null : 'waiting';
  if (item.agentId !== agentId) return null;
  const heldByAnother = before !== undefined && before.agentId !== null && before.agentId !== agentId;
  if (heldByAnother) return 'transferred';
  const wrote = item.unanswered && before !== undefined && item.lastMessage?.at !== before.lastMessage?.at;
  return wrote ? 'reply' : null;
};

/** What happened at the desk between two states that this agent wants to hear of. Nothing is news at the start. */
export const newsOf = (state: State, before: State): News[] => {
  const { agent } = state;
  if (agent === null || !before.deskKnown || state.desk === before.desk) return [];
  return [...state.desk.values()].flatMap((item) => {
    const former = before.desk.get(item.conversationId);
    const type = newsOfItem(item, former, agent.id);
    const from = type === 'transferred' ? (former?.agentName ?? null) : null;
    return type === null ? [] : [{ type, item, from }];
  });
};
