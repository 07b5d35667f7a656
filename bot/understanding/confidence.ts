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
  /** Likeness to the nearest registered question: share of weight found on both sides. */
  likeness: number;
  /** 1 when the customer's question is a registered one word for word, 0 from a likeness of 0.75 down. */
  sameness: number;
  /**
   * How much of the question stands in the article's title or tags, what it is about; a single general
   * word, however well it fits, is little.
   */
  anchored: number;
  /** Share of the question's weight in words that no article knows: another field. */
  foreign: number;
  /** How far the next article is behind; 0 for every hit but the best. */
  margin: number;
  /** This hit's score against the best one's. */
  standing: number;
}

/**
 * Logistic regression on golden questions and questions of other fields: the log-odds that a hit is the
 * right article. `scripts/retrieval/calibrate.ts` fits and prints these; signs must stay as they are. Only
 * `sameness` is set by hand: golden questions are never registered ones, so the fit cannot see that those
 * are right.
 */
export const logOdds: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -10.28,
  coverage: 0.89,
  likeness: 1.26,
  sameness: 3.5,
  anchored: 5.39,
  foreign: -2.35,
  margin: 3.26,
  standing: 6.69,
};

/** How often a hit with this evidence is right, 0 to 1. */
export const confidenceOf = (evidence: Evidence): number => {
  const odds =
    logOdds.bias +
    logOdds.coverage * evidence.coverage +
    logOdds.likeness * evidence.likeness +
    logOdds.sameness * evidence.sameness +
    logOdds.anchored * evidence.anchored +
    logOdds.foreign * evidence.foreign +
    logOdds.margin * evidence.margin +
    logOdds.standing * evidence.standing;
  return 1 / (1 + Math.exp(-odds));
};

/** Weight at which `anchored` is one half: about one rare word. Range 3–10. */
const HALF_ANCHORED = 6;

/** idf of a word that no article has: rarer than any. */
const unknownIdf = (index: ArticleIndex): number => Math.log(1 + index.documents.length) ** 1.3;

/** The weight of a word of the question: its part of speech and rarity. */
const massOf = (index: ArticleIndex, slot: Slot): number => {
  const exact = slot.readings.find(({ via }) => via === 'exact');
  return slot.weight * (index.idfs[exact?.keys[0] ?? -1] ?? unknownIdf(index));
};

/** How much of a slot is there, 0 to 1: 1 for the word itself, less for a stand-in. */
const shareOf = (slot: Slot, isThere: (key: number) => boolean): number => {
  let share = 0;
  for (const { keys, weight } of slot.readings) {
    const found = keys.filter(isThere).length / keys.length;
    share = Math.max(share, (found * weight) / slot.weight);
  }
  return Math.min(1, share);
};

/** Weight of the question in all, and of what is there. */
const weighed = (
  index: ArticleIndex,
  query: Query,
  isThere: (key: number) => boolean,
): { total: number; found: number } => {
  let total = 0;
  let found = 0;
  for (const slot of query.slots) {
    const mass = massOf(index, slot);
    total += mass;
    found += mass * shareOf(slot, isThere);
  }
  return { total, found };
};

const ratio = ({ total, found }: { total: number; found: number }): number =>
  total === 0 ? 0 : found / total;

/** Share of the question's weight that is found among the keys. */
const covered = (index: ArticleIndex, query: Query, keys: Int32Array): number =>
  ratio(weighed(index, query, (key) => rowOf(keys, key) >= 0));

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

const isNaming = (document: Document, key: number): boolean =>
  rowOf(document.questions[0] ?? NO_KEYS, key) >= 0 ||
  countIn(document.counts[rowOf(document.keys, key)] ?? 0, 2) > 0;

const NO_KEYS = new Int32Array(0);

/** Share of the question's weight in words that no article has. */
export const foreignShare = (index: ArticleIndex, query: Query): number => {
  const total = query.slots.reduce((sum, slot) => sum + massOf(index, slot), 0);
  const unknown = query.slots.filter(({ readings }) => readings.length === 0);
  return total === 0 ? 0 : unknown.reduce((sum, slot) => sum + massOf(index, slot), 0) / total;
};

/** Likeness of the question to the nearest one that the document lists, 0 to 1. */
export const likenessOf = (index: ArticleIndex, query: Query, number: number): number => {
  const document = index.documents[number];
  return document ? nearestQuestion(index, query, document) : 0;
};

/** Likeness from which a question begins to be the same one. Range 0.6–0.9. */
const BEGINS_TO_BE_SAME = 0.75;

export const samenessOf = (likeness: number): number =>
  Math.max(0, (likeness - BEGINS_TO_BE_SAME) / (1 - BEGINS_TO_BE_SAME));

/** How a document fits the question, by itself. */
export const fitOf = (
  index: ArticleIndex,
  query: Query,
  number: number,
): Pick<Evidence, 'coverage' | 'anchored'> => {
  const document = index.documents[number];
  if (!document) return { coverage: 0, anchored: 0 };
  const naming = weighed(index, query, (key) => isNaming(document, key));
  return {
    coverage: covered(index, query, document.keys),
    anchored: naming.found / (naming.found + HALF_ANCHORED),
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
