import type { Analysis, ArticleHit, TermMatch } from '../domain/understanding.ts';
import type { Scored } from './best.ts';
import {
  answerAt,
  confidenceOf,
  fitsOf,
  foreignShare,
  logOdds,
  logOddsAlone,
  saidIn,
  samenessOf,
  standingOf,
} from './confidence.ts';
import type { Evidence } from './confidence.ts';
import { explain } from './explain.ts';
import { carryOver, dependenceOf } from './follow-up.ts';
import { Likeness } from './likeness.ts';
import { readQuery } from './query.ts';
import { floored, magnitudeOf } from './second-opinion.ts';
import type { ReadText } from './second-opinion.ts';
import { score } from './score.ts';
import type { Searchable } from './searchable.ts';
import { tuning as standard } from './tuning.ts';
import { weigh } from './weighing.ts';
import type { Weighing } from './weighing.ts';

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

const isBefore = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.number < b.number);

/** Puts a hit where it belongs among others that are in order. */
const insert = (hits: Lifted[], hit: Lifted): void => {
  let at = hits.length;
  hits.push(hit);
  for (let other = hits[at - 1]; other !== undefined && isBefore(hit, other); other = hits[at - 1]) {
    hits[at] = other;
    at -= 1;
  }
  hits[at] = hit;
};

/**
 * The best sums, put in order by what sums cannot see: whether one registered question as a whole is
 * like the customer's, and what the classifier learnt of how near articles differ: of two articles with
 * the same words, the one whose registered questions are put like this one.
 */
const rankHits = (searchable: Searchable, text: ReadText, weighing: Weighing): Lifted[] => {
  const { index } = searchable;
  const { likenessBonus, opinionPower } = searchable.tuning ?? standard;
  const opinion = isSeconded(searchable) ? (searchable.secondOpinion?.(text) ?? null) : null;
  const alike = new Likeness(index, weighing);
  const hits: Lifted[] = [];
  for (const { number, score: sum } of score(index, text.query, CANDIDATES)) {
    const likely = opinion?.[number] ?? null;
    const factor = likely === null ? 1 : floored(likely) ** opinionPower;
    // Whatever it is like, it cannot come before the last of the others.
    const last = hits[HITS - 1];
    if (last && sum * (1 + likenessBonus) * factor < last.score) continue;
    const likeness = alike.to(number);
    insert(hits, { number, likeness, likely, score: sum * (1 + likenessBonus * likeness) * factor });
    if (hits.length > HITS) hits.pop();
  }
  return hits;
};

/** A hit with what speaks for it. */
export interface Weighed extends Scored {
  evidence: Evidence;
}

const NO_FIT = { coverage: 0, anchored: 0 };

/** The hits of a query with what speaks for each; for `search` and for fitting the confidence. */
export const evidenceOf = (searchable: Searchable, text: ReadText): Weighed[] => {
  const { index } = searchable;
  const { query } = text;
  const weighing = weigh(index, query);
  const ranked = rankHits(searchable, text, weighing);
  const foreign = foreignShare(query, weighing);
  const said = saidIn(query);
  const numbers = ranked.map(({ number }) => number).toSorted((a, b) => a - b);
  const fits = fitsOf(index, weighing, numbers);
  const weighed: Weighed[] = [];
  for (const { number, score: total, likeness, likely } of ranked) {
    const { coverage, anchored } = fits[numbers.indexOf(number)] ?? NO_FIT;
    const { margin, standing } = standingOf(ranked, weighed.length);
    const sameness = samenessOf(likeness);
    const likelihood = likely === null ? 0 : magnitudeOf(likely);
    const evidence = { coverage, anchored, margin, standing, sameness, likely: likelihood, said, foreign };
    weighed.push({ number, score: total, evidence });
  }
  return weighed;
};

/** A hit whose reasons are worked out when somebody looks: they cost more than the search. */
class Hit implements ArticleHit {
  readonly id: string;
  readonly score: number;
  readonly confidence: number;
  readonly #reasons: () => TermMatch[];

  constructor({ id, score: total, confidence }: Omit<ArticleHit, 'matches'>, reasons: () => TermMatch[]) {
    this.id = id;
    this.score = total;
    this.confidence = confidence;
    this.#reasons = reasons;
  }

  get matches(): TermMatch[] {
    return this.#reasons();
  }
}

const hitsOf = (searchable: Searchable, text: ReadText): ArticleHit[] => {
  const { index } = searchable;
  const odds = isSeconded(searchable) ? logOdds : logOddsAlone;
  const hits: ArticleHit[] = [];
  for (const { number, score: total, evidence } of evidenceOf(searchable, text)) {
    const id = index.documents[number]?.id;
    if (id === undefined) continue;
    const confidence = confidenceOf(evidence, odds);
    hits.push(new Hit({ id, score: total, confidence }, () => explain(index, text.query, number)));
  }
  return hits;
};

/** A question as everything here takes it. */
export const readText = ({ queries }: Pick<Searchable, 'queries'>, analysis: Analysis): ReadText => ({
  analysis,
  query: readQuery(queries, analysis),
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
