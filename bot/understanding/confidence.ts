import type { ArticleIndex } from './article-index.ts';
import { countIn, rowOf } from './document.ts';
import type { Document } from './document.ts';
import type { Query, Slot } from './query.ts';

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

/** idf of a word that no article has: rarer than any. */
const unknownIdf = (index: ArticleIndex): number => Math.log(1 + index.documents.length) ** 1.3;

/** The weight of a word of the question: its part of speech and rarity. */
const massOf = (index: ArticleIndex, slot: Slot): number => {
  const exact = slot.readings.find(({ via }) => via === 'exact');
  return slot.weight * (index.idfs[exact?.keys[0] ?? -1] ?? unknownIdf(index));
};

/** What a key of the question stands for: a slot, and what share of it. */
interface Stake {
  slot: number;
  share: number;
  /** True for a part of a compound, whose parts add up. */
  isPart: boolean;
}

/** A question prepared for weighing it against many documents. */
export interface Weighing {
  /** Weight of each slot. */
  masses: readonly number[];
  total: number;
  byKey: ReadonlyMap<number, readonly Stake[]>;
}

export const weigh = (index: ArticleIndex, { slots }: Query): Weighing => {
  const byKey = new Map<number, Stake[]>();
  for (const [slot, { readings, weight: whole }] of slots.entries()) {
    for (const { keys, weight } of readings) {
      const stake = { slot, share: weight / whole / keys.length, isPart: keys.length > 1 };
      for (const key of keys) {
        const known = byKey.get(key);
        if (known) known.push(stake);
        else byKey.set(key, [stake]);
      }
    }
  }
  const masses = slots.map((slot) => massOf(index, slot));
  return { masses, total: masses.reduce((sum, mass) => sum + mass, 0), byKey };
};

/** Collects what is found of each slot: the best single reading, or the parts of compounds together. */
class Tally {
  readonly #weighing: Weighing;
  readonly #single: Float64Array;
  readonly #parts: Float64Array;

  constructor(weighing: Weighing) {
    this.#weighing = weighing;
    this.#single = new Float64Array(weighing.masses.length);
    this.#parts = new Float64Array(weighing.masses.length);
  }

  /** One tally serves all questions of an article: making one costs more than filling it. */
  clear(): void {
    this.#single.fill(0);
    this.#parts.fill(0);
  }

  add(stakes: readonly Stake[]): void {
    for (const { slot, share, isPart } of stakes) {
      if (isPart) this.#parts[slot] = (this.#parts[slot] ?? 0) + share;
      else this.#single[slot] = Math.max(this.#single[slot] ?? 0, share);
    }
  }

  /** Weight of the question that was found, at most all of it. */
  get found(): number {
    const { masses } = this.#weighing;
    let sum = 0;
    for (let slot = 0; slot < masses.length; slot++) {
      const share = Math.max(this.#single[slot] ?? 0, this.#parts[slot] ?? 0);
      sum += (masses[slot] ?? 0) * Math.min(1, share);
    }
    return sum;
  }
}

const foundWhere = (weighing: Weighing, isThere: (key: number) => boolean): number => {
  const tally = new Tally(weighing);
  for (const [key, stakes] of weighing.byKey) if (isThere(key)) tally.add(stakes);
  return tally.found;
};

/** Harmonic mean of how much each of two questions holds of the other, 0 to 1. */
const likenessTo = (index: ArticleIndex, weighing: Weighing, tally: Tally, question: Int32Array): number => {
  let total = 0;
  let shared = 0;
  tally.clear();
  for (let row = 0; row < question.length; row++) {
    const key = question[row] ?? 0;
    const mass = index.idfs[key] ?? 0;
    total += mass;
    const stakes = weighing.byKey.get(key);
    if (!stakes) continue;
    shared += mass;
    tally.add(stakes);
  }
  if (shared === 0) return 0;
  const there = tally.found / weighing.total;
  const back = shared / total;
  return there + back > 0 ? (2 * there * back) / (there + back) : 0;
};

/** Likeness of the question to the nearest one that the document lists, 0 to 1. */
export const likenessOf = (index: ArticleIndex, weighing: Weighing, number: number): number => {
  const tally = new Tally(weighing);
  let best = 0;
  for (const question of index.documents[number]?.questions ?? []) {
    best = Math.max(best, likenessTo(index, weighing, tally, question));
  }
  return best;
};

const NO_KEYS = new Int32Array(0);

const isNaming = (document: Document, key: number): boolean =>
  rowOf(document.questions[0] ?? NO_KEYS, key) >= 0 ||
  countIn(document.counts[rowOf(document.keys, key)] ?? 0, 2) > 0;

/** Share of the question's weight in words that no article has. */
export const foreignShare = ({ slots }: Query, { masses, total }: Weighing): number => {
  const foreign = slots.reduce(
    (sum, { readings }, slot) => sum + (readings.length === 0 ? (masses[slot] ?? 0) : 0),
    0,
  );
  return total === 0 ? 0 : foreign / total;
};

/** Likeness from which a question begins to be the same one. Range 0.6–0.9. */
const BEGINS_TO_BE_SAME = 0.75;

export const samenessOf = (likeness: number): number =>
  Math.max(0, (likeness - BEGINS_TO_BE_SAME) / (1 - BEGINS_TO_BE_SAME));

/** How a document fits the question, by itself. */
export const fitOf = (
  index: ArticleIndex,
  weighing: Weighing,
  number: number,
): Pick<Evidence, 'coverage' | 'anchored'> => {
  const document = index.documents[number];
  if (!document || weighing.total === 0) return { coverage: 0, anchored: 0 };
  const naming = foundWhere(weighing, (key) => isNaming(document, key));
  const covered = foundWhere(weighing, (key) => rowOf(document.keys, key) >= 0);
  return { coverage: covered / weighing.total, anchored: naming / (naming + HALF_ANCHORED) };
};

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
