import type { ArticleIndex } from './article-index.ts';
import type { Scored } from './best.ts';
import { logOdds } from './confidence.ts';
import { fitsOf, likelyOf, samenessOf, settingOf, standingOf } from './evidence.ts';
import type { Evidence, Setting } from './evidence.ts';
import { Likeness } from './likeness.ts';
import type { Opinion, ReadText } from './second-opinion.ts';
import { score } from './score.ts';
import type { Searchable } from './searchable.ts';
import { tuning as standard } from './tuning.ts';
import { weigh } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** Hits of one search; more than ten are never shown. */
const HITS = 10;
/** Best sums that may become hits. Range 10–30: each costs some microseconds. */
const CANDIDATES = 20;

const isBefore = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.number < b.number);

/** A candidate with how far one of its registered questions is like the customer's; 0 where that is not asked. */
interface Candidate extends Scored {
  likeness: number;
}

/** Puts a hit where it belongs among others that are in order. */
const insert = (hits: Candidate[], hit: Candidate): void => {
  let at = hits.length;
  hits.push(hit);
  for (let other = hits[at - 1]; other !== undefined && isBefore(hit, other); other = hits[at - 1]) {
    hits[at] = other;
    at -= 1;
  }
  hits[at] = hit;
};

/** An article that only pairs of characters found is no further down than this. Range 0.05–0.2. */
const LEAST_COVERED = 0.1;

/** Share of the question's weight that each article has somewhere. */
const coverageOf = (
  index: ArticleIndex,
  weighing: Weighing,
  sums: readonly Scored[],
): ReadonlyMap<number, number> => {
  const numbers = sums.map(({ number }) => number).toSorted((one, other) => one - other);
  const fits = fitsOf(index, weighing, numbers);
  return new Map(numbers.map((number, place) => [number, fits[place]?.coverage ?? 0]));
};

/** Where there is no classifier: of the best sums first those that one registered question as a whole is like. */
const alikeFirst = (searchable: Searchable, sums: readonly Scored[], weighing: Weighing): Candidate[] => {
  const { likenessBonus, coveragePower } = searchable.tuning ?? standard;
  const alike = new Likeness(searchable.index, weighing);
  const coverage = coverageOf(searchable.index, weighing, sums);
  const hits: Candidate[] = [];
  for (const { number, score: added } of sums) {
    const sum = added * Math.max(LEAST_COVERED, coverage.get(number) ?? 0) ** coveragePower;
    // Whatever it is like, it cannot come before the last of the others.
    const last = hits[HITS - 1];
    if (last && sum * (1 + likenessBonus) < last.score) continue;
    const likeness = alike.to(number);
    insert(hits, { number, likeness, score: sum * (1 + likenessBonus * likeness) });
    if (hits.length > HITS) hits.pop();
  }
  return hits;
};

/**
 * Log-odds behind the best at which a candidate is not looked at closely any more: even what it may cover
 * leaves it below a hundredth. Range 7–12.
 */
const HOPELESS = 9;
/** So many are looked at whatever they are like, so that there is something to offer behind an answer. */
const LEAST_OFFERED = 4;

/** With one: of the best sums those whose registered questions, it holds, are put like this one. */
const likelyFirst = (sums: readonly Scored[], opinion: Opinion): Candidate[] => {
  const best = sums[0]?.score ?? 0;
  const weighed = sums
    .map(({ number, score: sum }) => {
      const odds = logOdds.standing * standingOf(sum, best) + logOdds.likely * likelyOf(opinion, number);
      return { number, score: sum, likeness: 0, odds };
    })
    .toSorted((one, other) => other.odds - one.odds);
  const bar = (weighed[0]?.odds ?? 0) - HOPELESS;
  let count = Math.min(HITS, weighed.length);
  while (count > LEAST_OFFERED && (weighed[count - 1]?.odds ?? 0) < bar) count -= 1;
  return weighed.slice(0, count);
};

/** The classifier's opinion, where it has a say. */
const opinionOn = ({ secondOpinion, tuning }: Searchable, text: ReadText): Opinion | null =>
  (tuning ?? standard).isSeconded ? (secondOpinion?.of(text) ?? null) : null;

/** A question's candidates with what speaks for each, and for all of them. */
export interface Weighed {
  hits: (Scored & { evidence: Evidence })[];
  setting: Setting;
  isSeconded: boolean;
}

const NO_FIT = { coverage: 0, anchored: 0 };

/** For `search` and for fitting the confidence. */
export const evidenceOf = (searchable: Searchable, text: ReadText): Weighed => {
  const { index } = searchable;
  const weighing = weigh(index, text.query);
  const opinion = opinionOn(searchable, text);
  const sums = score(index, text.query, CANDIDATES);
  const candidates = opinion === null ? alikeFirst(searchable, sums, weighing) : likelyFirst(sums, opinion);
  const numbers = candidates.map(({ number }) => number).toSorted((one, other) => one - other);
  const fits = fitsOf(index, weighing, numbers);
  let best = 0;
  for (const { score: sum } of candidates) best = Math.max(best, sum);
  const hits = candidates.map(({ number, likeness, score: total }) => {
    // Written out: to spread the fit took a tenth of the search.
    const { coverage, anchored } = fits[numbers.indexOf(number)] ?? NO_FIT;
    const [standing, likely] = [standingOf(total, best), likelyOf(opinion, number)];
    const evidence: Evidence = { standing, likely, sameness: samenessOf(likeness), coverage, anchored };
    return { number, score: total, evidence };
  });
  return { hits, setting: settingOf(text.query, weighing, opinion), isSeconded: opinion !== null };
};
