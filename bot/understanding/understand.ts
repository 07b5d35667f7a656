import type { Understanding } from '../domain/understanding.ts';
import { analyse } from '../language/analyse.ts';
import type { Engine } from './engine.ts';
import type { Previous } from './follow-up.ts';
import { isSmallTalkAlone, isSmallTalkBeside, recogniseIntents, surestFirst } from './intents.ts';
import { search } from './search.ts';
import { settle } from './settle.ts';
import { recogniseTalk } from './talk.ts';
import { recogniseTopics } from './topics.ts';

export interface UnderstandContext {
  /** The article that was answered right before, for follow-ups; null at the start. */
  previousArticleId: string | null;
}

const previousOf = ({ knowledge }: Engine, { previousArticleId }: UnderstandContext): Previous | null => {
  const { articles } = knowledge;
  const article = previousArticleId === null ? undefined : articles.get(previousArticleId);
  if (article === undefined) return null;
  const isNear = (id: string): boolean =>
    article.related.includes(id) ||
    articles.get(id)?.group === article.group ||
    articles.get(id)?.related.includes(article.id) === true;
  return { id: article.id, isNear };
};

/** Everything that is recognised in a message. Pure: the same engine, text and context give the same result. */
export const understand = (engine: Engine, text: string, context: UnderstandContext): Understanding => {
  const analysis = analyse(engine.tokenizer, text);
  const findings = engine.intents.book.read(analysis);
  const intents = surestFirst(
    recogniseIntents(findings, engine.intents),
    recogniseTalk(findings, engine.talk),
  );
  // 「ありがとう」 after an answer is no question about it.
  const previous = intents.every(isSmallTalkBeside) ? previousOf(engine, context) : null;
  const articles = search(engine, analysis, previous);
  // 「テストです。気にしないでください」 asks for nothing, so it cannot ask for what is refused.
  const topics = intents.some(isSmallTalkAlone)
    ? []
    : settle(recogniseTopics(analysis, engine.topics), { articles, intents });
  return { analysis, topics, intents, articles };
};
