import type { Scored } from './best.ts';
import { logOdds } from './confidence.ts';
import { fitsOf, likelyOf, settingOf, standingOf } from './evidence.ts';
import type { Evidence, Setting } from './evidence.ts';
import { Likeness } from './likeness.ts';
import type { Opinion, ReadText } from './second-opinion.ts';
import { score } from './score.ts';
import type { Searchable } from './searchable.ts';
import { tuning as standard } from './tuning.ts';
import { weigh } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** Hits of one search; more than ten are never shown. */
export const HITS = 10;
/** Articles that are looked at closely. Range 10–30: each costs some microseconds. */
const CANDIDATES = 20;

const isBefore = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.number < b.number);

/** Puts a hit where it belongs among others that are in order. */
const insert = (hits: Scored[], hit: Scored): void => {
  let at = hits.length;
  hits.push(hit);
  for (let other = hits[at - 1]; other !== undefined && isBefore(hit, other); other = hits[at - 1]) {
    hits[at] = other;
    at -= 1;
  }
  hits[at] = hit;
};

/** Where there is no classifier: of the best sums first those that one registered question as a whole is like. */
const alikeFirst = (searchable: Searchable, sums: readonly Scored[], weighing: Weighing): Scored[] => {
  const { likenessBonus } = searchable.tuning ?? standard;
  const alike = new Likeness(searchable.index, weighing);
  const hits: Scored[] = [];
  for (const { number, score: sum } of sums) {
    // Whatever it is like, it cannot come before the last of the others.
    const last = hits[HITS - 1];
    if (last && sum * (1 + likenessBonus) < last.score) continue;
    insert(hits, { number, score: sum * (1 + likenessBonus * alike.to(number)) });
    if (hits.length > HITS) hits.pop();
  }
  return hits;
};

/** With one: of the best sums those whose registered questions, it holds, are put like this one. */
const likelyFirst = (sums: readonly Scored[], opinion: Opinion): Scored[] => {
  const best = sums[0]?.score ?? 0;
  const odds = ({ number, score: sum }: Scored): number =>
    logOdds.standing * standingOf(sum, best) + logOdds.likely * likelyOf(opinion, number);
  const weighed = sums.map((hit) => ({ hit, odds: odds(hit) })).toSorted((a, b) => b.odds - a.odds);
  return weighed.slice(0, HITS).map(({ hit }) => hit);
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
  const best = Math.max(0, ...candidates.map(({ score: sum }) => sum));
  const hits = candidates.map(({ number, score: total }) => {
    // Written out: to spread the fit took a tenth of the search.
    const { coverage, anchored } = fits[numbers.indexOf(number)] ?? NO_FIT;
    const standing = standingOf(total, best);
    const evidence: Evidence = { standing, likely: likelyOf(opinion, number), coverage, anchored };
    return { number, score: total, evidence };
  });
  return { hits, setting: settingOf(text.query, weighing, opinion), isSeconded: opinion !== null };
};
