import type { Analysis, ArticleHit } from '../domain/understanding.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import type { ArticleIndex } from './article-index.ts';
import { confidenceOf, evidenceFor } from './confidence.ts';
import { explain } from './explain.ts';
import { readQuery } from './query.ts';
import type { Query } from './query.ts';
import { score } from './score.ts';
import type { Scored } from './score.ts';
import type { Thesaurus } from './thesaurus.ts';
import { tuning as standard } from './tuning.ts';
import type { Tuning } from './tuning.ts';

/** Sources of synonyms, the most trusted first; the order of `synonymWeights`. */
export type Thesauri = readonly [own: Thesaurus, everyday: Thesaurus, general: Thesaurus];

/** What a search reads; all of one version. */
export interface Searchable {
  index: ArticleIndex;
  tokenizer: Tokenizer;
  thesauri: Thesauri;
  tuning?: Tuning;
}

/** Hits of one search; more than ten are never shown. */
export const HITS = 10;

const toHits = (index: ArticleIndex, query: Query, scored: readonly Scored[]): ArticleHit[] => {
  const evidence = evidenceFor(index, query, scored);
  return scored.flatMap(({ number, score: raw }, rank) => {
    const document = index.documents[number];
    const found = evidence[rank];
    if (!document || !found) return [];
    return [
      {
        id: document.id,
        score: raw,
        confidence: confidenceOf(found),
        matches: explain(index, query, number),
      },
    ];
  });
};

/** The question as keys of this index. */
export const queryOf = (searchable: Searchable, analysis: Analysis): Query => {
  const tuning = searchable.tuning ?? standard;
  const thesauri = searchable.thesauri
    .map((thesaurus, source) => ({ thesaurus, weight: tuning.synonymWeights[source] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const { index, tokenizer } = searchable;
  return readQuery({ tokenizer, vocabulary: index.vocabulary, thesauri, tuning }, analysis);
};

/** The articles that fit a question, best first; `[]` when no word of it is known. Deterministic. */
export const search = (searchable: Searchable, analysis: Analysis): ArticleHit[] => {
  const query = queryOf(searchable, analysis);
  return toHits(searchable.index, query, score(searchable.index, query, HITS));
};

/** Only the ranking, without reasons and confidence: ids of articles, best first. */
export const rank = (searchable: Searchable, analysis: Analysis): string[] =>
  score(searchable.index, queryOf(searchable, analysis), HITS).flatMap(
    ({ number }) => searchable.index.documents[number]?.id ?? [],
  );
