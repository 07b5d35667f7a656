import type { Understanding } from '../domain/understanding.ts';
import { analyse } from '../language/analyse.ts';
import type { Engine } from './engine.ts';
import type { Previous } from './follow-up.ts';
import { recogniseIntents } from './intents.ts';
import { search } from './search.ts';
import { settle } from './settle.ts';
import { recogniseTopics } from './topics.ts';

export interface UnderstandContext {
  /** The article that was answered right before, for follow-ups; null at the start. */
  previousArticleId: string | null;
}

const previousOf = ({ knowledge }: Engine, { previousArticleId }: UnderstandContext): Previous | null => {
  const article = previousArticleId === null ? undefined : knowledge.articles.get(previousArticleId);
  if (article === undefined) return null;
  const near = new Set(article.related);
  for (const { id, group, related } of knowledge.articles.values())
    if (group === article.group || related.includes(article.id)) near.add(id);
  return { id: article.id, near };
};

/** Everything that is recognised in a message. Pure: the same engine, text and context give the same result. */
export const understand = (engine: Engine, text: string, context: UnderstandContext): Understanding => {
  const analysis = analyse(engine.tokenizer, text);
  const intents = recogniseIntents(analysis, engine.intents);
  // 「ありがとう」 after an answer is no question about it.
  const previous = intents.length > 0 ? null : previousOf(engine, context);
  const articles = search(engine, analysis, previous);
  const topics = settle(recogniseTopics(analysis, engine.topics), articles);
  return { analysis, topics, intents, articles };
};
