import { conversationSchema } from '../domain/conversation.ts';
import type { Conversation } from '../domain/conversation.ts';
import { frozen } from './frozen.ts';

/** A conversation whose events are numbered 1, 2, 3 … without a hole, as every reader relies on. */
export const storedConversationSchema = conversationSchema.refine(
  (conversation) => conversation.events.every((event, index) => event.seq === index + 1),
  { error: 'the events are not numbered 1, 2, 3 …', path: ['events'] },
);

/**
 * A frozen copy of `next` that may replace `current` (null: that may be created). Checked before writing,
 * because what is written wrongly today is a damaged conversation at the next start.
 * @throws Error on a fault of the caller: another id, a lost event, a shape that could not be read back.
 */
export const storable = (next: Conversation, current: Conversation | null): Conversation => {
  const copy = frozen(storedConversationSchema.parse(next));
  if (current === null) return copy;
  if (copy.id !== current.id) throw new Error('A change must not give a conversation another id');
  if (copy.events.length < current.events.length)
    throw new Error('A change must not take events away from a conversation');
  return copy;
};
