import type { Analysis, ArticleHit, OddsPart, TermMatch } from '../domain/understanding.ts';
import { evidenceOf } from './candidates.ts';
import { confidencesOf, logOdds, logOddsAlone, oddsParts } from './confidence.ts';
import { explain } from './explain.ts';
import { carryOver, followsUp, kinshipOf } from './follow-up.ts';
import type { Previous } from './follow-up.ts';
import { readQuery } from './query.ts';
import type { Query } from './query.ts';
import type { ReadText } from './second-opinion.ts';
import type { Searchable } from './searchable.ts';

type Reasons = Pick<ArticleHit, 'matches' | 'odds'>;

/** A hit whose reasons are worked out when somebody looks: they cost more than the search. */
class Hit implements ArticleHit {
  readonly id: string;
  readonly score: number;
  readonly confidence: number;
  readonly #reasons: () => Reasons;

  constructor({ id, score, confidence }: Omit<ArticleHit, keyof Reasons>, reasons: () => Reasons) {
    this.id = id;
    this.score = score;
    this.confidence = confidence;
    this.#reasons = reasons;
  }

  get matches(): TermMatch[] {
    return this.#reasons().matches;
  }

  get odds(): OddsPart[] {
    return this.#reasons().odds;
  }
}

/** What a follow-up's own words hang on. */
interface Hanging {
  previous: Previous;
  /** Without what was carried over. */
  own: Query;
}

/**
 * The hits, the likeliest first. Where there is no classifier the sums keep their order: the confidence
 * was fitted on this product's articles, and says how far to trust the order of others, not to change it.
 * @param hanging what came before, where the question hangs on it
 */
const hitsOf = (searchable: Searchable, text: ReadText, hanging: Hanging | null = null): ArticleHit[] => {
  const { index } = searchable;
  const { hits, setting, isSeconded } = evidenceOf(searchable, text);
  const evidences = hits.map(({ evidence }) => evidence);
  const kinships = hits.map(({ number }) =>
    hanging === null ? 0 : kinshipOf(hanging.previous, hanging.own, index.documents[number]?.id ?? ''),
  );
  const odds = isSeconded ? logOdds : logOddsAlone;
  const confidences = confidencesOf(evidences, { ...setting, kinships }, odds);
  const found = hits.flatMap(({ number, score: total, evidence }, place): ArticleHit[] => {
    const id = index.documents[number]?.id;
    if (id === undefined) return [];
    const confidence = confidences[place] ?? 0;
    const kinship = kinships[place] ?? 0;
    const reasons = (): Reasons => ({
      matches: explain(index, text.query, number),
      odds: oddsParts(evidence, { ...setting, kinship }, odds),
    });
    return [new Hit({ id, score: total, confidence }, reasons)];
  });
  return isSeconded ? found.toSorted((one, other) => other.confidence - one.confidence) : found;
};

/** A question as everything here takes it. */
export const readText = ({ queries }: Pick<Searchable, 'queries'>, analysis: Analysis): ReadText => {
  const query = readQuery(queries, analysis);
  return { analysis: query.heardAs ?? analysis, query };
};

/** Two opinions on one question, of which the second is right with this likelihood. */
const mixed = (
  alone: readonly ArticleHit[],
  carried: readonly ArticleHit[],
  likely: number,
): ArticleHit[] => {
  const shares = new Map<string, { hit: ArticleHit; most: number; confidence: number }>();
  const add = (hit: ArticleHit, weight: number): void => {
    const share = weight * hit.confidence;
    const known = shares.get(hit.id);
    const isMore = known === undefined || share > known.most;
    const confidence = (known?.confidence ?? 0) + share;
    shares.set(hit.id, isMore ? { hit, most: share, confidence } : { ...known, confidence });
  };
  for (const hit of alone) add(hit, 1 - likely);
  for (const hit of carried) add(hit, likely);
  return [...shares.values()]
    .map(({ hit, confidence }) => new Hit({ id: hit.id, score: hit.score, confidence }, () => hit))
    .toSorted((one, other) => other.confidence - one.confidence);
};

/**
 * The articles that fit a question, best first; `[]` when no word of it is known. Deterministic.
 * @param previous the article answered right before: a question that leaves its subject out
 * (それはどこで？) is read with that article's, a new subject drops it
 */
export const search = (
  searchable: Searchable,
  analysis: Analysis,
  previous: Previous | null = null,
): ArticleHit[] => {
  const text = readText(searchable, analysis);
  const likely = previous === null ? 0 : followsUp(analysis, text.query);
  const alone = likely === 1 ? [] : hitsOf(searchable, text);
  if (previous === null || likely === 0) return alone;
  const query = carryOver(searchable.index, text.query, previous.id);
  const carried = hitsOf(searchable, { ...text, query }, { previous, own: text.query });
  return mixed(alone, carried, likely);
};

/** Only the ranking, without reasons: ids of articles, best first. */
export const rank = (searchable: Searchable, analysis: Analysis): string[] =>
  hitsOf(searchable, readText(searchable, analysis)).map(({ id }) => id);
