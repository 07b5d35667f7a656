import { blocksToText } from '../../domain/blocks.ts';
import {
  isFromCustomer,
  lastSeq,
  type Conversation,
  type ConversationEvent,
} from '../../domain/conversation.ts';
import type { Knowledge } from '../../domain/knowledge.ts';
import type { ConversationView, QueueItem } from '../wire.ts';
import { presentEventToAgent } from './events.ts';

/** Length of the last message in the desk's list, in UTF-16 units. */
const excerptLength = 80;

const excerpt = (text: string): string =>
  text.length > excerptLength ? `${text.slice(0, excerptLength)}…`.toWellFormed() : text;

type Message = Extract<
  ConversationEvent,
  { type: 'customer-message' | 'attachment' | 'bot-message' | 'agent-message' }
>;

const isMessage = (event: ConversationEvent): event is Message =>
  isFromCustomer(event) || event.type === 'bot-message' || event.type === 'agent-message';

const isPersons = (event: ConversationEvent): event is Message =>
  isMessage(event) && event.type !== 'bot-message';

const authors = {
  'customer-message': 'customer',
  attachment: 'customer',
  'bot-message': 'bot',
  'agent-message': 'agent',
} as const;

const lastMessage = (conversation: Conversation): QueueItem['lastMessage'] => {
  const { events } = conversation;
  // What a person wrote says more in a list than the bot's notices around it.
  const last = events.findLast(isPersons) ?? events.findLast(isMessage);
  if (!last) return null;
  const said = { from: authors[last.type], at: last.at };
  if (last.type === 'attachment') return { ...said, text: '', attachment: last.content.kind };
  const text = last.type === 'bot-message' ? blocksToText(last.blocks) : last.text;
  return { ...said, text: excerpt(text) };
};

const unanswered = ({ events }: Conversation): boolean => {
  const last = events.findLast(isPersons);
  return last !== undefined && isFromCustomer(last);
};

/** A conversation as a line of the desk's list. */
export const presentQueueItem = (conversation: Conversation): QueueItem => {
  const { customer, desk } = conversation;
  return {
    conversationId: conversation.id,
    state: desk.state,
    customer: {
      loggedIn: customer.loggedIn,
      name: customer.name,
      company: customer.company,
      role: customer.role,
      plan: customer.plan,
      trialStartedOn: customer.trialStartedOn,
    },
    waitingSince: desk.waitingSince,
    agentId: desk.agentId,
    agentName: desk.agentName,
    closesOn: desk.closesOn,
    lastMessage: lastMessage(conversation),
    unanswered: unanswered(conversation),
    seq: lastSeq(conversation),
  };
};

/** Ids of the articles that the bot answered with, offered, or thought of. */
const articleIds = (events: readonly ConversationEvent[]): Set<string> =>
  new Set(
    events.flatMap((event) =>
      event.type === 'bot-message'
        ? [event.articleId ?? [], event.reason?.candidates.map(({ id }) => id) ?? []].flat()
        : [],
    ),
  );

/** The present titles of articles that are still served; an agent knows them by these and not by their ids. */
const titlesIn = (events: readonly ConversationEvent[], { articles }: Knowledge): Record<string, string> =>
  Object.fromEntries(
    [...articleIds(events)].flatMap((id) => {
      const title = articles.get(id)?.title;
      return title === undefined ? [] : [[id, title]];
    }),
  );

/** A conversation as an agent reads it; `after` leaves out the events up to that number. */
export const presentConversation = (
  conversation: Conversation,
  knowledge: Knowledge,
  after = 0,
): ConversationView => ({
  ...presentQueueItem(conversation),
  pageUrl: conversation.pageUrl,
  openedAt: conversation.openedAt,
  intake: conversation.intake,
  events: conversation.events.slice(after).map((event) => presentEventToAgent(event, conversation)),
  notes: conversation.notes,
  articleTitles: titlesIn(conversation.events, knowledge),
});
