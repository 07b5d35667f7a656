import type { Analysis, ArticleHit } from '../domain/understanding.ts';
import {
  answerAt,
  confidenceOf,
  fitOf,
  foreignShare,
  likenessOf,
  samenessOf,
  standingOf,
  weigh,
} from './confidence.ts';
import type { Evidence, Weighing } from './confidence.ts';
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

interface Lifted extends Scored {
  likeness: number;
}

/**
 * The best sums, put in order by what sums cannot see: whether one registered question as a whole is
 * like the customer's.
 */
const rankHits = ({ index, tuning }: Searchable, query: Query, weighing: Weighing): Lifted[] => {
  const { likenessBonus } = tuning ?? standard;
  return score(index, query, CANDIDATES)
    .map(({ number, score: sum }) => {
      const likeness = likenessOf(index, weighing, number);
      return { number, likeness, score: sum * (1 + likenessBonus * likeness) };
    })
    .toSorted((a, b) => b.score - a.score || a.number - b.number)
    .slice(0, HITS);
};

/** The hits of a query with what speaks for each; for `search` and for fitting the confidence. */
export const evidenceOf = (searchable: Searchable, query: Query): (Scored & { evidence: Evidence })[] => {
  const { index } = searchable;
  const weighing = weigh(index, query);
  const ranked = rankHits(searchable, query, weighing);
  const foreign = foreignShare(query, weighing);
  return ranked.map(({ number, score: total, likeness }, place) => ({
    number,
    score: total,
    evidence: {
      ...fitOf(index, weighing, number),
      ...standingOf(ranked, place),
      likeness,
      sameness: samenessOf(likeness),
      foreign,
    },
  }));
};

const hitsOf = (searchable: Searchable, query: Query): ArticleHit[] =>
  evidenceOf(searchable, query).flatMap(({ number, score: total, evidence }) => {
    const id = searchable.index.documents[number]?.id;
    if (id === undefined) return [];
    return [
      {
        id,
        score: total,
        confidence: confidenceOf(evidence),
        // Worked out when somebody looks: reasons cost more than the search.
        get matches() {
          return explain(searchable.index, query, number);
        },
      },
    ];
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

const rankQuery = (searchable: Searchable, query: Query): Lifted[] =>
  rankHits(searchable, query, weigh(searchable.index, query));

/** Only the ranking, without reasons and confidence: ids of articles, best first. */
export const rank = (searchable: Searchable, analysis: Analysis): string[] =>
  rankQuery(searchable, queryOf(searchable, analysis)).flatMap(
    ({ number }) => searchable.index.documents[number]?.id ?? [],
  );
