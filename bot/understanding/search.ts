import type { Analysis, ArticleHit } from '../domain/understanding.ts';
import {
  answerAt,
  confidenceOf,
  fitOf,
  foreignShare,
  likenessOf,
  logOdds,
  logOddsAlone,
  saidIn,
  samenessOf,
  standingOf,
  weigh,
} from './confidence.ts';
import type { Evidence, Weighing } from './confidence.ts';
import { explain } from './explain.ts';
import { carryOver, dependenceOf } from './follow-up.ts';
import { readQuery } from './query.ts';
import type { Query } from './query.ts';
import { floored, magnitudeOf } from './second-opinion.ts';
import type { ReadText } from './second-opinion.ts';
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
  /** What the classifier thinks of it; null without one. */
  likely: number | null;
}

/** Whether a classifier has a say. */
const isSeconded = ({ secondOpinion, tuning }: Searchable): boolean =>
  secondOpinion !== null && (tuning ?? standard).opinionPower > 0;

/** Of two articles with the same words, the one whose registered questions are put like this one. */
const moved = (sum: number, likely: number | null, power: number): number =>
  likely === null ? sum : sum * floored(likely) ** power;

/**
 * The best sums, put in order by what sums cannot see: whether one registered question as a whole is
 * like the customer's, and what the classifier learnt of how near articles differ.
 */
const rankHits = (searchable: Searchable, text: ReadText, weighing: Weighing): Lifted[] => {
  const { index } = searchable;
  const { likenessBonus, opinionPower } = searchable.tuning ?? standard;
  const opinion = isSeconded(searchable) ? (searchable.secondOpinion?.(text) ?? null) : null;
  return score(index, text.query, CANDIDATES)
    .map(({ number, score: sum }) => {
      const likeness = likenessOf(index, weighing, number);
      const likely = opinion?.[number] ?? null;
      const lifted = sum * (1 + likenessBonus * likeness);
      return { number, likeness, likely, score: moved(lifted, likely, opinionPower) };
    })
    .toSorted((a, b) => b.score - a.score || a.number - b.number)
    .slice(0, HITS);
};

/** The hits of a query with what speaks for each; for `search` and for fitting the confidence. */
export const evidenceOf = (searchable: Searchable, text: ReadText): (Scored & { evidence: Evidence })[] => {
  const { index } = searchable;
  const { query } = text;
  const weighing = weigh(index, query);
  const ranked = rankHits(searchable, text, weighing);
  const foreign = foreignShare(query, weighing);
  return ranked.map(({ number, score: total, likeness, likely }, place) => ({
    number,
    score: total,
    evidence: {
      ...fitOf(index, weighing, number),
      ...standingOf(ranked, place),
      sameness: samenessOf(likeness),
      likely: likely === null ? 0 : magnitudeOf(likely),
      said: saidIn(query),
      foreign,
    },
  }));
};

const hitsOf = (searchable: Searchable, text: ReadText): ArticleHit[] => {
  const odds = isSeconded(searchable) ? logOdds : logOddsAlone;
  return evidenceOf(searchable, text).flatMap(({ number, score: total, evidence }) => {
    const id = searchable.index.documents[number]?.id;
    if (id === undefined) return [];
    return [
      {
        id,
        score: total,
        confidence: confidenceOf(evidence, odds),
        // Worked out when somebody looks: reasons cost more than the search.
        get matches() {
          return explain(searchable.index, text.query, number);
        },
      },
    ];
  });
};

/** The question as keys of this index. */
export const queryOf = (searchable: Searchable, analysis: Analysis): Query => {
  const tuning = searchable.tuning ?? standard;
  const thesauri = searchable.thesauri
    .map((thesaurus, source) => ({ thesaurus, weight: tuning.synonymWeights[source] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const { index, tokenizer } = searchable;
  return readQuery({ tokenizer, vocabulary: index.vocabulary, idfs: index.idfs, thesauri, tuning }, analysis);
};

/** A question as everything here takes it. */
export const readText = (searchable: Searchable, analysis: Analysis): ReadText => ({
  analysis,
  query: queryOf(searchable, analysis),
});

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
  const text = readText(searchable, analysis);
  if (previousArticleId === null) return hitsOf(searchable, text);
  const dependence = dependenceOf(analysis, text.query);
  const hits = dependence === 'points-back' ? [] : hitsOf(searchable, text);
  const isAnswered = (hits[0]?.confidence ?? 0) >= answerAt;
  if (dependence === 'none' || isAnswered) return hits;
  const carried = carryOver(searchable.index, text.query, previousArticleId);
  return hitsOf(searchable, { analysis, query: carried });
};

const rankText = (searchable: Searchable, text: ReadText): Lifted[] =>
  rankHits(searchable, text, weigh(searchable.index, text.query));

/** Only the ranking, without reasons and confidence: ids of articles, best first. */
export const rank = (searchable: Searchable, analysis: Analysis): string[] =>
  rankText(searchable, readText(searchable, analysis)).flatMap(
    ({ number }) => searchable.index.documents[number]?.id ?? [],
  );
