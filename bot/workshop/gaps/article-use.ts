import type { Conversation } from '../../domain/conversation.ts';
import type { TopicId } from '../../domain/decision.ts';

/** How an article fared with customers. */
export interface ArticleUse {
  /** Given as the answer, picked from choices included. */
  answered: number;
  /** Of these, picked from choices after a question back. */
  picked: number;
  /** Offered among the choices of a question back. */
  offered: number;
  helpful: number;
  unhelpful: number;
}

export interface KnowledgeUse {
  /** By article id; what is missing was never used. */
  articles: Map<string, ArticleUse>;
  /** Refusals by topic. */
  refusals: Map<TopicId, number>;
}

const unused = (): ArticleUse => ({ answered: 0, picked: 0, offered: 0, helpful: 0, unhelpful: 0 });

/** Which articles answered, which were offered, and what customers said of them. */
export const knowledgeUse = async (conversations: AsyncIterable<Conversation>): Promise<KnowledgeUse> => {
  const use: KnowledgeUse = { articles: new Map(), refusals: new Map() };
  for await (const conversation of conversations) addUse(use, conversation);
  return use;
};

const addUse = ({ articles, refusals }: KnowledgeUse, { events }: Conversation): void => {
  const add = (id: string | null, key: keyof ArticleUse): void => {
    if (id === null) return;
    const known = articles.get(id) ?? unused();
    known[key] += 1;
    articles.set(id, known);
  };
  for (const event of events) {
    if (event.type === 'customer-message' && event.choice !== undefined) add(event.choice, 'picked');
    if (event.type !== 'bot-message') continue;
    if (event.kind === 'answer') add(event.articleId, 'answered');
    if (event.kind === 'clarify') for (const { articleId } of event.choices) add(articleId, 'offered');
    if (event.topic) refusals.set(event.topic, (refusals.get(event.topic) ?? 0) + 1);
  }
  for (const { on, helpful } of lastFeedback(events))
    add(answeredBy(events, on), helpful ? 'helpful' : 'unhelpful');
};

/** A customer may change their mind; the last word on each answer counts. */
const lastFeedback = (events: Conversation['events']): { on: number; helpful: boolean }[] => [
  ...new Map(
    events.flatMap((event) => (event.type === 'feedback' ? [[event.on, event] as const] : [])),
  ).values(),
];

const answeredBy = (events: Conversation['events'], seq: number): string | null => {
  const event = events[seq - 1];
  return event?.type === 'bot-message' ? event.articleId : null;
};
