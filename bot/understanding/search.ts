import type { Analysis, ArticleHit } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import { answerAt, confidenceOf, fitOf, standingOf } from './confidence.ts';
import type { Evidence } from './confidence.ts';
import { explain } from './explain.ts';
import { carryOver, dependenceOf } from './follow-up.ts';
import { readQuery } from './query.ts';
import type { Query } from './query.ts';
import { score } from './score.ts';
import type { Scored } from './score.ts';
import type { Searchable } from './searchable.ts';
import { tuning as standard } from './tuning.ts';

/** Hits of one search; more than ten are never shown. */
export const HITS = 10;
/** Articles that are looked at closely. Range 10–30: each costs some microseconds. */
const CANDIDATES = 20;

interface Ranked extends Scored {
  evidence: Evidence;
}

/**
 * The best sums, put in order by what sums cannot see: whether one registered question as a whole is
 * like the customer's.
 */
const rankHits = (searchable: Searchable, query: Query): Ranked[] => {
  const { index } = searchable;
  const { likenessBonus } = searchable.tuning ?? standard;
  const lifted = score(index, query, CANDIDATES).map(({ number, score: sum }) => {
    const fit = fitOf(index, query, number);
    return { number, fit, score: sum * (1 + likenessBonus * fit.likeness) };
  });
  const sorted = lifted.toSorted((a, b) => b.score - a.score || a.number - b.number).slice(0, HITS);
  return sorted.map(({ number, score: total, fit }, place) => ({
    number,
    score: total,
    evidence: { ...fit, ...standingOf(sorted, place) },
  }));
};

const toHits = (index: ArticleIndex, query: Query, ranked: readonly Ranked[]): ArticleHit[] =>
  ranked.flatMap(({ number, score: total, evidence }) => {
    const id = index.documents[number]?.id;
    if (id === undefined) return [];
    return [{ id, score: total, confidence: confidenceOf(evidence), matches: explain(index, query, number) }];
  });

/** The question as keys of this index. */
export const queryOf = (searchable: Searchable, analysis: Analysis): Query => {
  const tuning = searchable.tuning ?? standard;
  const thesauri = searchable.thesauri
    .map((thesaurus, source) => ({ thesaurus, weight: tuning.synonymWeights[source] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const { index, tokenizer } = searchable;
  return readQuery({ tokenizer, vocabulary: index.vocabulary, idfs: index.idfs, thesauri, tuning }, analysis);
};

const hitsOf = (searchable: Searchable, query: Query): ArticleHit[] =>
  toHits(searchable.index, query, rankHits(searchable, query));

/**
 * The articles that fit a question, best first; `[]` when no word of it is known. Deterministic.
 * @param previousArticleId the article answered right before: a question that leaves its subject out
 * (それはどこで？) is read with that article's, a new subject drops it
 */
export const search = (
  searchable: Searchable,
  analysis: Analysis,
  previousArticleId: string | null = null,
): ArticleHit[] => {
  const query = queryOf(searchable, analysis);
  if (previousArticleId === null) return hitsOf(searchable, query);
  const dependence = dependenceOf(analysis, query);
  const hits = dependence === 'points-back' ? [] : hitsOf(searchable, query);
  const isAnswered = (hits[0]?.confidence ?? 0) >= answerAt;
  if (dependence === 'none' || isAnswered) return hits;
  return hitsOf(searchable, carryOver(searchable.index, query, previousArticleId));
};

/** Only the ranking, without reasons and confidence: ids of articles, best first. */
export const rank = (searchable: Searchable, analysis: Analysis): string[] =>
  rankHits(searchable, queryOf(searchable, analysis)).flatMap(
    ({ number }) => searchable.index.documents[number]?.id ?? [],
  );
