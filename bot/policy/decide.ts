import type { Decision, Eligibility, HandoffOutcome } from '../domain/decision.ts';
import type { OutOfScopeTopic } from '../domain/knowledge.ts';
import type { OfficeState } from '../domain/office.ts';
import type { ArticleHit, TopicHit, Understanding } from '../domain/understanding.ts';
import { handoffOutcome } from './handoff-outcome.ts';

/** From which calibrated confidence an article is answered, and offered to choose from. */
export interface Thresholds {
  /** 0 to 1; `clarifyAt` < `answerAt`. */
  answerAt: number;
  clarifyAt: number;
}

/** What a decision depends on besides the message. */
export interface Situation {
  eligibility: Eligibility;
  office: OfficeState;
  topics: readonly OutOfScopeTopic[];
  thresholds: Thresholds;
}

type Rule = (understanding: Understanding, situation: Situation) => Decision | null;

/** How many articles are offered, or listed behind an answer; more than three are not read on a phone. */
const MAX_CHOICES = 3;

/**
 * How sure of an article a fallback must be to offer it all the same, as a share of `clarifyAt`. Below
 * it, what is offered has nothing to do with the question. Sane: 0.3 to 0.8.
 */
const HINT_SHARE = 0.5;

const idsOf = (hits: readonly ArticleHit[]): string[] => hits.slice(0, MAX_CHOICES).map(({ id }) => id);

const compare = (confidence: number, sign: '≥' | '<', threshold: number): string =>
  `confidence ${confidence.toFixed(2)} ${sign} ${threshold.toFixed(2)}`;

const notJapanese: Rule = ({ analysis }) => {
  if (analysis.japanese) return null;
  return {
    kind: 'fallback',
    wordingId: 'not-japanese',
    choices: [],
    confidence: 1,
    rule: 'L1 not in Japanese',
  };
};

/** The article that a refusal points on to: for O1 the how-to that clearly matches, else the topic's own. */
const pointedTo = (
  topic: OutOfScopeTopic,
  articles: readonly ArticleHit[],
  answerAt: number,
): string | null => {
  if (topic.id === 'proxy-operation')
    return articles.find(({ confidence }) => confidence >= answerAt)?.id ?? null;
  const ranked = articles.find(({ id }) => topic.pointsTo.includes(id));
  return ranked?.id ?? topic.pointsTo[0] ?? null;
};

const topicOf = (hit: TopicHit, topics: readonly OutOfScopeTopic[]): OutOfScopeTopic => {
  const topic = topics.find(({ id }) => id === hit.topic);
  if (!topic) throw new Error(`topic ${hit.topic} was recognised but is not in the knowledge`);
  return topic;
};

const refusedTopic: Rule = ({ topics: [surest], articles }, { topics, thresholds }) => {
  if (!surest) return null;
  const topic = topicOf(surest, topics);
  return {
    kind: 'refuse',
    topic: topic.id,
    wordingId: topic.wordingId,
    howToId: pointedTo(topic, articles, thresholds.answerAt),
    confidence: surest.confidence,
    rule: `${topic.clause} ${surest.rule}`,
  };
};

const handoffRule = (outcome: HandoffOutcome): string => {
  switch (outcome.outcome) {
    case 'queued':
      return 'H8 a person was asked for, staffed';
    case 'closed':
      return `H8 a person was asked for, closed (${outcome.office.reason})`;
    case 'not-eligible':
      return `${outcome.clause} a person was asked for, not eligible`;
  }
};

const personRequested: Rule = ({ intents }, { eligibility, office }) => {
  if (!intents.some(({ intent }) => intent === 'person')) return null;
  const outcome = handoffOutcome(eligibility, office);
  return { kind: 'handoff', outcome, rule: handoffRule(outcome) };
};

const smallTalkAlone: Rule = ({ intents, articles: [best] }) => {
  const [talk] = intents;
  if (!talk || talk.wordingId === null) return null;
  // 「こんにちは。給与明細を公開するには？」 is a question with a greeting before it, and the greeting hardly sure.
  if (best && best.confidence > talk.confidence) return null;
  const { intent, wordingId, confidence } = talk;
  return { kind: 'smalltalk', wordingId, confidence, rule: `small talk ${intent}` };
};

const sureArticle: Rule = ({ articles: [best, ...others] }, { thresholds: { answerAt } }) => {
  if (!best || best.confidence < answerAt) return null;
  return {
    kind: 'answer',
    articleId: best.id,
    confidence: best.confidence,
    choices: idsOf(others),
    rule: compare(best.confidence, '≥', answerAt),
  };
};

const likelyArticles: Rule = ({ articles }, { thresholds: { clarifyAt } }) => {
  const [best] = articles;
  if (!best || best.confidence < clarifyAt) return null;
  return {
    kind: 'clarify',
    choices: idsOf(articles),
    confidence: best.confidence,
    rule: compare(best.confidence, '≥', clarifyAt),
  };
};

const fallback = ({ articles }: Understanding, { thresholds: { clarifyAt } }: Situation): Decision => {
  const confidence = articles[0]?.confidence ?? 0;
  return {
    kind: 'fallback',
    wordingId: 'fallback',
    choices: idsOf(articles.filter((hit) => hit.confidence >= clarifyAt * HINT_SHARE)),
    confidence,
    rule: compare(confidence, '<', clarifyAt),
  };
};

/**
 * The order is the policy. Language first: nothing recognised in another language can be trusted. Refused
 * topics before anything that would answer or fetch a person: a policy must not lose to a good text
 * match, nor to 「担当者に聞きたい」 around a question that staff refuse as well. A wish for a person before
 * articles, for it often names what it is about. Small talk before articles, but only where no article
 * is surer. Then the article that is sure enough, then those that are likely.
 */
const rules: readonly Rule[] = [
  notJapanese,
  refusedTopic,
  personRequested,
  smallTalkAlone,
  sureArticle,
  likelyArticles,
];

/** Which approved text answers a message, or whether a person does; every decision says by which rule. */
export const decide = (understanding: Understanding, situation: Situation): Decision => {
  for (const rule of rules) {
    const decision = rule(understanding, situation);
    if (decision) return decision;
  }
  return fallback(understanding, situation);
};
