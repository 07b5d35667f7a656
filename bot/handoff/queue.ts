import type { Conversation } from '../domain/conversation.ts';

/** Waiting first, the longest wait first; then those a person has, then those that wait for the customer. */
const rank = { waiting: 0, claimed: 1, answered: 2, bot: 3, closed: 4 } as const;

const byWait = (left: Conversation, right: Conversation): number =>
  (left.desk.waitingSince ?? left.openedAt).localeCompare(right.desk.waitingSince ?? right.openedAt) ||
  left.id.localeCompare(right.id);

/** The desk's list in the order agents work it: first in, first out (H3). */
export const inDeskOrder = (conversations: readonly Conversation[]): Conversation[] =>
  conversations.toSorted(
    (left, right) => rank[left.desk.state] - rank[right.desk.state] || byWait(left, right),
  );

/** Place in the queue, 1 = next; null when the conversation does not wait. */
export const positionOf = (conversationId: string, conversations: readonly Conversation[]): number | null => {
  const waiting = conversations.filter((other) => other.desk.state === 'waiting').toSorted(byWait);
  const index = waiting.findIndex((other) => other.id === conversationId);
  return index < 0 ? null : index + 1;
};
