import type { ArticleIndex } from './article-index.ts';
import { rowOf } from './document.ts';
import type { Document } from './document.ts';
import type { Query, Slot } from './query.ts';

/** From this confidence on an article is the answer. Sane range 0.5–0.9. */
export const answerAt = 0.6;
/** From this confidence on articles are offered to choose from. Sane range 0.15–0.5. */
export const clarifyAt = 0.25;

/** What makes a hit believable, each 0 to 1. */
export interface Evidence {
  /** Share of the question's weight that the article covers. */
  coverage: number;
  /** Likeness to the nearest registered question: share of weight found on both sides. */
  likeness: number;
  /** How far the next article is behind; 0 for every hit but the best. */
  margin: number;
  /** This hit's score against the best one's. */
  standing: number;
}

/**
 * Logistic regression on golden questions (scripts/bench/calibrate.ts prints these): the log-odds that
 * a hit is the right article.
 */
const LOG_ODDS = { bias: -6, coverage: 3.5, likeness: 5, margin: 3, standing: 1 };

export const confidenceOf = (evidence: Evidence): number => {
  const { bias, coverage, likeness, margin, standing } = LOG_ODDS;
  const odds =
    bias +
    coverage * evidence.coverage +
    likeness * evidence.likeness +
    margin * evidence.margin +
    standing * evidence.standing;
  return 1 / (1 + Math.exp(-odds));
};

/** idf of a word that no article has: as if one had it. */
const unknownIdf = (index: ArticleIndex): number => Math.log(1 + index.documents.length) ** 1.3;

/** The weight of a word of the question: its part of speech and rarity. */
const massOf = (index: ArticleIndex, slot: Slot): number => {
  const exact = slot.readings.find(({ via }) => via === 'exact');
  return slot.weight * (index.idfs[exact?.keys[0] ?? -1] ?? unknownIdf(index));
};

/** How much of a slot the keys hold, 0 to 1: 1 for the word itself, less for a stand-in. */
const shareOf = (slot: Slot, keys: Int32Array): number => {
  let share = 0;
  for (const reading of slot.readings) {
    const found = reading.keys.filter((key) => rowOf(keys, key) >= 0).length;
    share = Math.max(share, (found * reading.weight) / slot.weight);
  }
  return Math.min(1, share);
};

/** Share of the question's weight that is found among the keys. */
const covered = (index: ArticleIndex, query: Query, keys: Int32Array): number => {
  let total = 0;
  let found = 0;
  for (const slot of query.slots) {
    const mass = massOf(index, slot);
    total += mass;
    found += mass * shareOf(slot, keys);
  }
  return total === 0 ? 0 : found / total;
};

/** Share of a registered question's weight that the customer's question holds. */
const answered = (index: ArticleIndex, asked: ReadonlySet<number>, question: Int32Array): number => {
  let total = 0;
  let found = 0;
  for (const key of question) {
    const mass = index.idfs[key] ?? 0;
    total += mass;
    if (asked.has(key)) found += mass;
  }
  return total === 0 ? 0 : found / total;
};

/** @returns likeness 0 to 1 of the question to the nearest one that the article lists */
const nearestQuestion = (index: ArticleIndex, query: Query, document: Document): number => {
  const asked = new Set(query.slots.flatMap(({ readings }) => readings.flatMap(({ keys }) => keys)));
  let best = 0;
  for (const question of document.questions) {
    const there = covered(index, query, question);
    const back = answered(index, asked, question);
    if (there + back > 0) best = Math.max(best, (2 * there * back) / (there + back));
  }
  return best;
};

/** How a document fits the question, by itself. */
export const fitOf = (
  index: ArticleIndex,
  query: Query,
  number: number,
): Pick<Evidence, 'coverage' | 'likeness'> => {
  const document = index.documents[number];
  if (!document) return { coverage: 0, likeness: 0 };
  return {
    coverage: covered(index, query, document.keys),
    likeness: nearestQuestion(index, query, document),
  };
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
