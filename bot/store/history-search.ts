import { lastSeq, type Conversation } from '../domain/conversation.ts';
import type { ConversationChange, HistorySearch } from './port.ts';

/** When the conversation's state at the desk last changed, in epoch milliseconds; null when it never was there. */
export const deskChangedAt = (conversation: Conversation): number | null => {
  const last = conversation.events.findLast((event) => event.type === 'status');
  return last ? Date.parse(last.at) : null;
};

/** What listeners are told of a change that made this of the conversation. */
export const changeOf = (conversation: Conversation): ConversationChange => ({
  conversationId: conversation.id,
  seq: lastSeq(conversation),
  everAtDesk: deskChangedAt(conversation) !== null,
});

/** NFKC and lower case, so that ＡＢＣ商事 is found by abc. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What words are looked for in. The bot's answers are left out: their approved sentences are in so many conversations that they find nothing. */
export const searchedText = ({ customer, events }: Conversation): string => {
  const written = events.flatMap((event) =>
    event.type === 'customer-message' || event.type === 'agent-message' ? [event.text] : [],
  );
  return folded([customer.company, customer.name, ...written].join('\n'));
};

/** What is looked for, as it stands in `searchedText`. */
export const searchWords = (text: string): string[] =>
  folded(text)
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether a conversation that was at the desk belongs to what is searched for. */
export const searchMatcher = ({
  scope,
  text,
}: Pick<HistorySearch, 'scope' | 'text'>): ((conversation: Conversation) => boolean) => {
  const words = searchWords(text);
  return (conversation) => {
    if (scope === 'closed' && conversation.desk.state !== 'closed') return false;
    if (words.length === 0) return true;
    const searched = searchedText(conversation);
    return words.every((word) => searched.includes(word));
  };
};
