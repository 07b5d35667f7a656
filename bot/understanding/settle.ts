import type { ArticleHit, TopicHit } from '../domain/understanding.ts';

/** From which confidence of an article a topic that is only like the examples gives way. Sane: 0.9 to 0.99. */
const NEARLY_CERTAIN = 0.95;
/** Below which likelihood a topic is only like the examples. Sane: 0.5 to 0.8. */
const CLEARLY_LIKE = 0.7;

const isDoubtful = ({ isByRule, confidence }: TopicHit): boolean => !isByRule && confidence < CLEARLY_LIKE;

/**
 * The topics that stand beside what the search found. A rule's hit always does: a policy must not lose to
 * a good text match. One that only resembles the examples, and not clearly, yields to an article of which
 * the search is nearly certain.
 */
export const settle = (
  topics: readonly TopicHit[],
  articles: readonly Pick<ArticleHit, 'confidence'>[],
): TopicHit[] => {
  const isCertain = (articles[0]?.confidence ?? 0) >= NEARLY_CERTAIN;
  return isCertain ? topics.filter((topic) => !isDoubtful(topic)) : [...topics];
};
