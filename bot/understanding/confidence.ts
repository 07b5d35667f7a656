import type { ArticleIndex } from './article-index.ts';
import { isNaming } from './document.ts';
import { findRows } from './postings.ts';
import type { Query } from './query.ts';
import { Tally } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** From this confidence on an article is the answer. Sane range 0.5–0.9. */
export const answerAt = 0.66;
/** From this confidence on articles are offered to choose from. Sane range 0.15–0.5. */
export const clarifyAt = 0.2;

/** What makes a hit believable, each 0 to 1. */
export interface Evidence {
  /** Share of the question's weight that the article covers. */
  coverage: number;
  /** 1 when the customer's question is a registered one word for word, 0 from a likeness of 0.75 down. */
  sameness: number;
  /**
   * How much of the question stands in the article's title or tags, what it is about; a single general
   * word, however well it fits, is little.
   */
  anchored: number;
  /** Share of the question's weight in words that no article knows: another field. */
  foreign: number;
  /** How much was said at all: words with meaning, 1 from six on. */
  said: number;
  /** What the classifier thinks: 0 for a thousandth or less, 1 for certain, by orders of magnitude; 0 without one. */
  likely: number;
  /** How far the next article is behind; 0 for every hit but the best. */
  margin: number;
  /** This hit's score against the best one's. */
  standing: number;
}

type LogOdds = Readonly<Record<keyof Evidence | 'bias', number>>;

/**
 * Logistic regression on golden questions and questions of other fields: the log-odds that a hit is the
 * right article. `scripts/retrieval/calibrate.ts` fits and prints these; signs must stay as they are. Only
 * `sameness` is set by hand: golden questions are never registered ones, so the fit cannot see that those
 * are right.
 */
export const logOdds: LogOdds = {
  bias: -15.22,
  coverage: 3.47,
  sameness: 3.5,
  anchored: 3.5,
  foreign: -2.19,
  said: 2.4,
  likely: 6.26,
  margin: 2.61,
  standing: 4.61,
};

/** The same where there is no classifier (`second-opinion.ts`). */
export const logOddsAlone: LogOdds = {
  bias: -15.53,
  coverage: 3.58,
  sameness: 3.5,
  anchored: 6.5,
  foreign: -2.35,
  said: 1.79,
  likely: 0,
  margin: 3.01,
  standing: 8.81,
};

/**
 * How often a hit with this evidence is right, 0 to 1.
 * @param odds `logOdds`, or `logOddsAlone` without a classifier
 */
export const confidenceOf = (evidence: Evidence, odds: LogOdds): number => {
  const sum =
    odds.bias +
    odds.coverage * evidence.coverage +
    odds.sameness * evidence.sameness +
    odds.anchored * evidence.anchored +
    odds.foreign * evidence.foreign +
    odds.said * evidence.said +
    odds.likely * evidence.likely +
    odds.margin * evidence.margin +
    odds.standing * evidence.standing;
  return 1 / (1 + Math.exp(-sum));
};

/** Words from which a question has said enough. Range 4–8. */
const SAID_ENOUGH = 6;

export const saidIn = ({ slots }: Query): number => Math.min(1, slots.length / SAID_ENOUGH);

/** Weight at which `anchored` is one half: about one rare word. Range 3–10. */
const HALF_ANCHORED = 6;

/** Share of the question's weight in words that no article has. */
export const foreignShare = ({ slots }: Query, { masses, total }: Weighing): number => {
  let foreign = 0;
  for (let slot = 0; slot < slots.length; slot++)
    if (slots[slot]?.readings.length === 0) foreign += masses[slot] ?? 0;
  return total === 0 ? 0 : foreign / total;
};

/** Likeness from which a question begins to be the same one. Range 0.6–0.9. */
const BEGINS_TO_BE_SAME = 0.75;

export const samenessOf = (likeness: number): number =>
  Math.max(0, (likeness - BEGINS_TO_BE_SAME) / (1 - BEGINS_TO_BE_SAME));

type Fit = Pick<Evidence, 'coverage' | 'anchored'>;

/**
 * How each of some documents fits the question, by itself.
 * @param numbers of the documents, in rising order
 */
export const fitsOf = (index: ArticleIndex, weighing: Weighing, numbers: readonly number[]): Fit[] => {
  const { keys } = weighing.stakes;
  /** Of each key the rows in all documents. */
  const rows: number[] = [];
  for (const key of keys) findRows(index, key, { documents: numbers, rows });
  const naming = new Tally(weighing);
  const covered = new Tally(weighing);
  const fits: Fit[] = [];
  for (let at = 0; at < numbers.length; at++) {
    for (let place = 0; place < keys.length; place++) {
      const row = rows[place * numbers.length + at] ?? -1;
      if (row < 0) continue;
      covered.add(place);
      if (isNaming(index.counts[row] ?? 0)) naming.add(place);
    }
    fits.push(fitWith(covered.found(), naming.found(), weighing));
  }
  return fits;
};

const fitWith = (covered: number, naming: number, { total }: Weighing): Fit =>
  total === 0
    ? { coverage: 0, anchored: 0 }
    : { coverage: covered / total, anchored: naming / (naming + HALF_ANCHORED) };

/** How a hit stands among all hits, which come best first. */
export const standingOf = (
  hits: readonly { score: number }[],
  place: number,
): Pick<Evidence, 'margin' | 'standing'> => {
  const best = hits[0]?.score ?? 0;
  if (best <= 0) return { margin: 0, standing: 0 };
  const second = hits[1]?.score ?? 0;
  return {
    margin: place === 0 ? (best - second) / best : 0,
    standing: (hits[place]?.score ?? 0) / best,
  };
};
