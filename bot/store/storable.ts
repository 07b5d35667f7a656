import { conversationSchema, eventSchema } from '../domain/conversation.ts';
import type { Conversation, ConversationEvent } from '../domain/conversation.ts';
import { frozen } from './frozen.ts';

const numbered = {
  holds: ({ events }: Pick<Conversation, 'events'>) =>
    events.every((event, index) => event.seq === index + 1),
  error: { error: 'the events are not numbered 1, 2, 3 …', path: ['events'] },
};

/** A conversation whose events are numbered 1, 2, 3 … without a hole, as every reader relies on. */
export const storedConversationSchema = conversationSchema.refine(numbered.holds, numbered.error);

/** The same, whose events are looked at apart. */
const headSchema = conversationSchema.omit({ events: true });

/**
 * A frozen copy of `next` that may replace `current` (null: that may be created). Checked before writing,
 * because what is written wrongly today is a damaged conversation at the next start. Events that are those of
 * `current`, which is frozen and was checked, are taken as they are: a turn in a long conversation costs no more
 * than in a short one.
 * @throws Error on a fault of the caller: another id, a lost event, a shape that could not be read back.
 */
export const storable = (next: Conversation, current: Conversation | null): Conversation => {
  const { events: given, ...head } = next;
  const events = given.map((event, index) => checked(event, current?.events[index]));
  const copy = frozen({ ...headSchema.parse(head), events });
  if (!numbered.holds(copy)) throw new Error(numbered.error.error);
  if (current === null) return copy;
  if (copy.id !== current.id) throw new Error('A change must not give a conversation another id');
  if (copy.events.length < current.events.length)
    throw new Error('A change must not take events away from a conversation');
  return copy;
};

const checked = (event: ConversationEvent, before: ConversationEvent | undefined): ConversationEvent =>
  event === before && Object.isFrozen(event) ? event : eventSchema.parse(event);
