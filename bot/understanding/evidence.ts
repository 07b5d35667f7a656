import type { ArticleIndex } from './article-index.ts';
import { isNaming } from './document.ts';
import { findRows } from './postings.ts';
import type { Query } from './query.ts';
import type { Opinion } from './second-opinion.ts';
import { Tally } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** What speaks for one article. */
export interface Evidence {
  /** Logarithm of its sum against the best one's: 0 for the best, falling. */
  standing: number;
  /** Logarithm of how likely the classifier finds it among all articles; 0 without one. */
  likely: number;
  /**
   * 1 when the question is a registered one word for word, 0 from a likeness of 0.75 down; 0 where a
   * classifier, which knows them all, makes likening idle.
   */
  sameness: number;
  /** Share of the question's weight that the article covers, 0 to 1. */
  coverage: number;
  /**
   * How much of the question stands in the article's title or tags, what it is about, 0 to 1; a single
   * general word, however well it fits, is little.
   */
  anchored: number;
}

/** What speaks for or against all articles together. */
export interface Setting {
  /** Share of the question's weight in words that no article knows: another field. 0 to 1. */
  foreign: number;
  /** How much was said at all: words with meaning, 1 from six on. */
  said: number;
  /** A single word asks nothing. */
  isBare: boolean;
  /** Log-odds that the question is about anything but the product, as the classifier sees it; 0 where it has not learnt that. */
  elsewhere: number;
}

/** A sum below this is as good as none: about one frequent word. Range 0.1–2. */
const LITTLE = 0.5;

export const standingOf = (sum: number, best: number): number => Math.log((sum + LITTLE) / (best + LITTLE));

/** A probability below this is as good as none: so few questions make nobody surer. Range 1e-3–1e-1. */
const LEAST_LIKELY = 0.001;

/** @param opinion of the classifier; null without one */
export const likelyOf = (opinion: Opinion | null, article: number): number =>
  opinion === null ? 0 : Math.log((opinion.articles[article] ?? 0) + LEAST_LIKELY);

/** Nothing is surer than this either way, so that one opinion cannot decide alone. Range 1e-5–1e-3. */
const NEVER_SURE = 1e-4;

const elsewhereOf = (elsewhere: number): number =>
  Math.log((elsewhere + NEVER_SURE) / (1 - elsewhere + NEVER_SURE));

/** Words from which a question has said enough. Range 4–8. */
const SAID_ENOUGH = 6;

/** Share of the question's weight in words that no article has. */
const foreignShare = ({ slots }: Query, { masses, total }: Weighing): number => {
  let foreign = 0;
  for (let slot = 0; slot < slots.length; slot++)
    if (slots[slot]?.readings.length === 0) foreign += masses[slot] ?? 0;
  return total === 0 ? 0 : foreign / total;
};

export const settingOf = (query: Query, weighing: Weighing, opinion: Opinion | null): Setting => ({
  foreign: foreignShare(query, weighing),
  said: Math.min(1, query.slots.length / SAID_ENOUGH),
  isBare: query.slots.length < 2,
  elsewhere: opinion?.elsewhere == null ? 0 : elsewhereOf(opinion.elsewhere),
});

/** Likeness from which a question begins to be the same one. Range 0.6–0.9. */
const BEGINS_TO_BE_SAME = 0.75;

export const samenessOf = (likeness: number): number =>
  Math.max(0, (likeness - BEGINS_TO_BE_SAME) / (1 - BEGINS_TO_BE_SAME));

/** Weight at which `anchored` is one half: about one rare word. Range 3–10. */
const HALF_ANCHORED = 6;

export type Fit = Pick<Evidence, 'coverage' | 'anchored'>;

/** Of each key of the question the rows in all documents; one room for all questions. */
let room = new Int32Array(4096);

const roomFor = (size: number): Int32Array => {
  if (room.length < size) room = new Int32Array(size * 2);
  return room;
};

/**
 * How each of some documents fits the question, by itself.
 * @param numbers of the documents, in rising order
 */
export const fitsOf = (index: ArticleIndex, weighing: Weighing, numbers: readonly number[]): Fit[] => {
  const { keys } = weighing.stakes;
  const rows = roomFor(keys.length * numbers.length);
  for (let place = 0; place < keys.length; place++)
    findRows(index, keys[place] ?? 0, { documents: numbers, rows, place: place * numbers.length });
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
