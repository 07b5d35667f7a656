import type { Understanding } from '../domain/understanding.ts';
import { analyse } from '../language/analyse.ts';
import type { Engine } from './engine.ts';
import { recogniseIntents } from './intents.ts';
import { search } from './search.ts';
import { recogniseTopics } from './topics.ts';

export interface UnderstandContext {
  /** The article that was answered right before, for follow-ups; null at the start. */
  previousArticleId: string | null;
}

/** Everything that is recognised in a message. Pure: the same engine, text and context give the same result. */
export const understand = (engine: Engine, text: string, context: UnderstandContext): Understanding => {
  const analysis = analyse(engine.tokenizer, text);
  return {
    analysis,
    topics: recogniseTopics(analysis, engine.topics),
    intents: recogniseIntents(analysis, engine.intents),
    articles: search(engine, analysis, context.previousArticleId),
  };
};
