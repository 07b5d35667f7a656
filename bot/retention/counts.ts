import type { Conversation } from '../domain/conversation.ts';

/** How many of each kind, by its name in the plural. A kind of which there is none may be missing. */
export type Counts = Readonly<Record<string, number>>;

export const added = (one: Counts, other: Counts): Counts =>
  Object.entries(other).reduce((sum, [kind, count]) => ({ ...sum, [kind]: (sum[kind] ?? 0) + count }), one);

/** What a conversation itself holds of its customer, whoever wrote it. */
export const contentsOf = ({ events, notes, intake, dialogueState }: Conversation): Counts => {
  const ofType = (type: Conversation['events'][number]['type']): number =>
    events.filter((event) => event.type === type).length;
  return {
    conversations: 1,
    'messages of the customer': ofType('customer-message'),
    'messages of the bot': ofType('bot-message'),
    'messages of agents': ofType('agent-message'),
    'notes of agents': notes.length,
    'pictures and header rows': ofType('attachment'),
    'survey answers': ofType('survey'),
    'opinions on answers': ofType('feedback'),
    'intake forms': intake === null ? 0 : 1,
    'states of dialogues': Object.keys(dialogueState).length === 0 ? 0 : 1,
  };
};
