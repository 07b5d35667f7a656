import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import type { ArticleIndex } from './article-index.ts';
import { PhraseFilter } from './phrase-filter.ts';
import type { Reading } from './query.ts';
import type { Thesaurus } from './thesaurus.ts';
import type { Tuning } from './tuning.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A source of synonyms and how much it is trusted. */
interface WeightedThesaurus {
  thesaurus: Thesaurus;
  /** Weight of its phrases against the word itself. Range 0–1. */
  weight: number;
}

/** What every question to one index is read with; made once for it. */
export interface QueryContext {
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  /** Rarity of each key (`ArticleIndex.idfs`). */
  readonly idfs: Float32Array;
  readonly tuning: Tuning;
  readonly thesauri: readonly WeightedThesaurus[];
  /** Of the phrases of all thesauri. */
  readonly phrases: PhraseFilter;
  /** Readings of phrases and keys of parts, which are the same for every question. */
  readonly rememberedReadings: Map<string, readonly Reading[]>;
  readonly rememberedParts: Map<string, readonly number[]>;
}

export interface QueryContextInput {
  tokenizer: Tokenizer;
  index: Pick<ArticleIndex, 'vocabulary' | 'idfs'>;
  /** In the order of `synonymWeights`. */
  thesauri: readonly Thesaurus[];
  tuning: Tuning;
}

/** @param previous what does not change is taken from here */
export const createQueryContext = (input: QueryContextInput, previous: QueryContext | null): QueryContext => {
  const { tokenizer, index, tuning } = input;
  const thesauri = input.thesauri
    .map((thesaurus, source) => ({ thesaurus, weight: tuning.synonymWeights[source] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const isSame =
    previous?.thesauri.length === thesauri.length &&
    thesauri.every(({ thesaurus }, source) => thesaurus === previous.thesauri[source]?.thesaurus);
  return {
    tokenizer,
    vocabulary: index.vocabulary,
    idfs: index.idfs,
    tuning,
    thesauri,
    phrases: isSame ? previous.phrases : PhraseFilter.of(thesauri.map(({ thesaurus }) => thesaurus.phrases)),
    rememberedReadings: new Map(),
    rememberedParts: new Map(),
  };
};

/** Entries that are remembered of each kind. */
const REMEMBERED = 20_000;

/** What is remembered under a text, made now if it is not. */
const remember = <T>(known: Map<string, T>, text: string, make: () => T): T => {
  const made = make();
  if (known.size >= REMEMBERED) known.clear();
  known.set(text, made);
  return made;
};

export const knownKeys = (vocabulary: Vocabulary, keys: readonly string[]): number[] =>
  keys.map((key) => vocabulary.find(key)).filter((key) => key >= 0);

const NO_KEYS: readonly number[] = [];

/** Keys of what a domain word is made of; asked for each word of each question. */
export const keysOfParts = (context: QueryContext, surface: string): readonly number[] => {
  const parts = context.tokenizer.parts(surface);
  if (parts.length === 0) return NO_KEYS;
  return (
    context.rememberedParts.get(surface) ??
    remember(context.rememberedParts, surface, () =>
      knownKeys(
        context.vocabulary,
        terms(parts).map(({ key }) => key),
      ),
    )
  );
};

/**
 * Stand-ins of one phrase that are looked at: those that may add most. Of the long lists of everyday words
 * the rest costs time at every question and helped in none of the measured sets. Range 5–12.
 */
const MOST_READINGS = 8;

/** The readings that may add most to an article, by weight and rarity. */
const weightiest = (readings: readonly Reading[], { idfs }: QueryContext): readonly Reading[] => {
  if (readings.length <= MOST_READINGS) return readings;
  const worth = ({ keys, weight }: Reading): number =>
    weight * Math.max(...keys.map((key) => idfs[key] ?? 0));
  return readings.toSorted((one, other) => worth(other) - worth(one)).slice(0, MOST_READINGS);
};

/** The readings that the thesauri know for a phrase, each once. A compound's keys share its weight, short of evenly. */
const lookUp = (context: QueryContext, phrase: string): readonly Reading[] => {
  const found = new Map<string, Reading>();
  for (const { thesaurus, weight: trust } of context.thesauri) {
    for (const { keys } of thesaurus.of(phrase)) {
      const known = knownKeys(context.vocabulary, keys);
      const name = known.join(' ');
      const weight = trust / keys.length ** context.tuning.compoundPower;
      if (known.length > 0 && weight > (found.get(name)?.weight ?? 0))
        found.set(name, { via: 'synonym', keys: known, weight });
    }
  }
  return weightiest([...found.values()], context);
};

export const readingsOf = (context: QueryContext, phrase: string): readonly Reading[] =>
  context.rememberedReadings.get(phrase) ??
  remember(context.rememberedReadings, phrase, () => lookUp(context, phrase));
