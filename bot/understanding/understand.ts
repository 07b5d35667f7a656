import type { Understanding } from '../domain/understanding.ts';
import { analyse } from '../language/analyse.ts';
import type { Engine } from './engine.ts';
import { search } from './search.ts';

export interface UnderstandContext {
  /** The article that was answered right before, for follow-ups; null at the start. */
  previousArticleId: string | null;
}

/** Everything that is recognised in a message. Pure: the same engine and text give the same result. */
export const understand = (engine: Engine, text: string, _context: UnderstandContext): Understanding => {
  const analysis = analyse(engine.tokenizer, text);
  return { analysis, topics: [], intents: [], articles: search(engine, analysis) };
};
