import type { Conversation } from '../../domain/conversation.ts';
import type { TopicId } from '../../domain/decision.ts';
import type { Digest } from '../digests/digest.ts';

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

/** Once that an article was used, or a topic refused. */
export type Use = { article: string; as: keyof ArticleUse } | { refused: TopicId };

const unused = (): ArticleUse => ({ answered: 0, picked: 0, offered: 0, helpful: 0, unhelpful: 0 });

/** Which articles answered, which were offered, and what customers said of them. */
export const knowledgeUse = async (digests: AsyncIterable<Digest>): Promise<KnowledgeUse> => {
  const use: KnowledgeUse = { articles: new Map(), refusals: new Map() };
  for await (const { uses } of digests) for (const each of uses) add(use, each);
  return use;
};

const add = ({ articles, refusals }: KnowledgeUse, use: Use): void => {
  if ('refused' in use) {
    refusals.set(use.refused, (refusals.get(use.refused) ?? 0) + 1);
    return;
  }
  const known = articles.get(use.article) ?? unused();
  known[use.as] += 1;
  articles.set(use.article, known);
};

/** How the articles and topics were used in one conversation. */
export const usesOf = ({ events }: Conversation): Use[] => {
  const uses: (Use | null)[] = events.flatMap((event) => {
    if (event.type === 'customer-message') return [used(event.choice ?? null, 'picked')];
    if (event.type !== 'bot-message') return [];
    const refused = event.topic ? [{ refused: event.topic }] : [];
    if (event.kind === 'answer') return [used(event.articleId, 'answered'), ...refused];
    if (event.kind !== 'clarify') return refused;
    return [...event.choices.map(({ articleId }) => used(articleId, 'offered')), ...refused];
  });
  const said = lastFeedback(events).map(({ on, helpful }) =>
    used(answeredBy(events, on), helpful ? 'helpful' : 'unhelpful'),
  );
  return [...uses, ...said].filter((use) => use !== null);
};

const used = (article: string | null, as: keyof ArticleUse): Use | null =>
  article === null ? null : { article, as };

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
