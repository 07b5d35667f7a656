import type { ArticleHit, IntentHit, TopicHit } from '../domain/understanding.ts';

/** From which confidence of an article a topic that is only like the examples gives way. Sane: 0.9 to 0.99. */
const NEARLY_CERTAIN = 0.95;
/** Below which likelihood a topic is only like the examples. Sane: 0.5 to 0.8. */
const CLEARLY_LIKE = 0.7;

/** From which confidence of small talk such a topic gives way as well. Sane: 0.8 to 0.96. */
const SURELY_TALK = 0.84;
/** The same for a person: above what a rule hears beside other words, which may be the refused matter. Sane: 0.91 to 0.96. */
const SURELY_A_PERSON = 0.93;

/** What else was found in the message, surest first. */
export interface Beside {
  articles: readonly Pick<ArticleHit, 'confidence'>[];
  intents: readonly Pick<IntentHit, 'wordingId' | 'confidence'>[];
}

const isSurelyTalk = ({ wordingId, confidence }: Beside['intents'][number]): boolean =>
  confidence >= (wordingId === null ? SURELY_A_PERSON : SURELY_TALK);

const isDoubtful = ({ isByRule, confidence }: TopicHit): boolean => !isByRule && confidence < CLEARLY_LIKE;

/**
 * The topics that stand beside what else was found. A rule's hit always does: a policy must not lose to
 * a good text match. One that only resembles the examples, and not clearly, yields to an article of which
 * the search is nearly certain, and to talk: 「ボットではなく人をお願いします」 asks for no act.
 */
export const settle = (topics: readonly TopicHit[], { articles, intents }: Beside): TopicHit[] => {
  const yields = (articles[0]?.confidence ?? 0) >= NEARLY_CERTAIN || intents.some(isSurelyTalk);
  return yields ? topics.filter((topic) => !isDoubtful(topic)) : [...topics];
};
