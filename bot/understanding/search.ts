import type { Analysis, ArticleHit, OddsPart, TermMatch } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import type { Scored } from './best.ts';
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
  readonly #place: number;
  readonly #reasons: (place: number) => Reasons;

  /** @param reasons those of the hit at a place, for all hits of a search */
  constructor(
    { id, score, confidence, place }: Omit<ArticleHit, keyof Reasons> & { place: number },
    reasons: (place: number) => Reasons,
  ) {
    this.id = id;
    this.score = score;
    this.confidence = confidence;
    this.#place = place;
    this.#reasons = reasons;
  }

  get matches(): TermMatch[] {
    return this.#reasons(this.#place).matches;
  }

  get odds(): OddsPart[] {
    return this.#reasons(this.#place).odds;
  }

  /** The same with another confidence. */
  at(confidence: number): Hit {
    return new Hit({ id: this.id, score: this.score, confidence, place: this.#place }, this.#reasons);
  }
}

/** What a follow-up's own words hang on. */
interface Hanging {
  previous: Previous;
  /** Without what was carried over. */
  own: Query;
}

/** What each hit gains by being near to the previous article. */
const kinshipsOf = (
  hits: readonly Scored[],
  { documents }: ArticleIndex,
  hanging: Hanging | null,
): readonly number[] =>
  hanging === null
    ? []
    : hits.map(({ number }) => kinshipOf(hanging.previous, hanging.own, documents[number]?.id ?? ''));

/**
 * The hits, the likeliest first. Where there is no classifier the sums keep their order: the confidence
 * was fitted on this product's articles, and says how far to trust the order of others, not to change it.
 * @param hanging what came before, where the question hangs on it
 */
const hitsOf = (searchable: Searchable, text: ReadText, hanging: Hanging | null = null): Hit[] => {
  const { index } = searchable;
  const { hits, setting, isSeconded } = evidenceOf(searchable, text);
  const odds = isSeconded ? logOdds : logOddsAlone;
  const kinships = kinshipsOf(hits, index, hanging);
  const confidences = confidencesOf(
    hits.map(({ evidence }) => evidence),
    { ...setting, kinships },
    odds,
  );
  const reasons = (place: number): Reasons => {
    const hit = hits[place];
    if (hit === undefined) return { matches: [], odds: [] };
    const kinship = kinships[place] ?? 0;
    return {
      matches: explain(index, text.query, hit.number),
      odds: oddsParts(hit.evidence, { ...setting, kinship }, odds),
    };
  };
  const found: Hit[] = [];
  for (const [place, { number, score }] of hits.entries()) {
    const id = index.documents[number]?.id;
    if (id === undefined) continue;
    found.push(new Hit({ id, score, confidence: confidences[place] ?? 0, place }, reasons));
  }
  return isSeconded ? found.toSorted((one, other) => other.confidence - one.confidence) : found;
};

/** A question as everything here takes it. */
export const readText = ({ queries }: Pick<Searchable, 'queries'>, analysis: Analysis): ReadText => {
  const query = readQuery(queries, analysis);
  return { analysis: query.heardAs ?? analysis, query };
};

/** Two opinions on one question, of which the second is right with this likelihood. */
const mixed = (alone: readonly Hit[], carried: readonly Hit[], likely: number): Hit[] => {
  const shares = new Map<string, { hit: Hit; most: number; confidence: number }>();
  const add = (hit: Hit, weight: number): void => {
    const share = weight * hit.confidence;
    const known = shares.get(hit.id);
    const isMore = known === undefined || share > known.most;
    const confidence = (known?.confidence ?? 0) + share;
    shares.set(hit.id, isMore ? { hit, most: share, confidence } : { ...known, confidence });
  };
  for (const hit of alone) add(hit, 1 - likely);
  for (const hit of carried) add(hit, likely);
  return [...shares.values()]
    .map(({ hit, confidence }) => hit.at(confidence))
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
  const alone = hitsOf(searchable, text);
  if (previous === null || likely === 0) return alone;
  const query = carryOver(searchable.index, text.query, previous.id);
  const carried = hitsOf(searchable, { ...text, query }, { previous, own: text.query });
  return mixed(alone, carried, likely);
};

/** Only the ranking, without reasons: ids of articles, best first. */
export const rank = (searchable: Searchable, analysis: Analysis): string[] =>
  hitsOf(searchable, readText(searchable, analysis)).map(({ id }) => id);
