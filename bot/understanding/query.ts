import type { Analysis, TermMatch, Token } from '../domain/understanding.ts';
import { grams } from '../language/grams.ts';
import { terms } from '../language/terms.ts';
import type { Term } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import type { Alternative, Thesaurus } from './thesaurus.ts';
import type { Tuning } from './tuning.ts';
import { gramKey } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Via = TermMatch['via'];

/** One key to look up, and how much finding it counts. */
export interface QueryKey {
  key: number;
  weight: number;
  via: Via;
}

/** One word of the question with everything that stands for it. Of its keys an article gets the best. */
export interface Slot {
  term: string;
  weight: number;
  /** Place in the normalised question. */
  start: number;
  end: number;
  keys: QueryKey[];
}

export interface Query {
  slots: Slot[];
  grams: QueryKey[];
}

export interface QueryContext {
  tokenizer: Tokenizer;
  vocabulary: Vocabulary;
  thesauri: readonly Thesaurus[];
  tuning: Tuning;
}

/** Tokens that a synonym's phrase may span. */
const LONGEST_PHRASE = 4;

const slotOf = (context: QueryContext, term: Term): Slot => {
  const { vocabulary, tokenizer, tuning } = context;
  const keys: QueryKey[] = [{ key: vocabulary.find(term.key), weight: term.weight, via: 'exact' }];
  for (const part of terms(tokenizer.parts(term.surface))) {
    keys.push({
      key: vocabulary.find(part.key),
      weight: term.weight * tuning.partWeight,
      via: 'variant',
    });
  }
  return { term: term.surface, weight: term.weight, start: term.start, end: term.end, keys };
};

const alternativesAt = (
  context: QueryContext,
  tokens: readonly Token[],
): { length: number; found: Alternative }[] => {
  const hits: { length: number; found: Alternative }[] = [];
  let before = '';
  for (const [index, token] of tokens.slice(0, LONGEST_PHRASE).entries()) {
    const phrases = new Set([before + token.surface, before + token.base]);
    for (const thesaurus of context.thesauri) {
      for (const phrase of phrases) {
        for (const found of thesaurus.of(phrase)) hits.push({ length: index + 1, found });
      }
    }
    before += token.surface;
  }
  return hits;
};

const addSynonyms = (context: QueryContext, tokens: readonly Token[], slots: readonly Slot[]): void => {
  for (const [index, token] of tokens.entries()) {
    const rest = tokens.slice(index, index + LONGEST_PHRASE);
    for (const { length, found } of alternativesAt(context, rest)) {
      const end = rest[length - 1]?.end ?? token.end;
      const slot = slots.find((one) => one.start >= token.start && one.end <= end);
      if (!slot) continue;
      const weight = (slot.weight * context.tuning.synonymWeight) / found.keys.length;
      for (const key of found.keys) {
        slot.keys.push({ key: context.vocabulary.find(key), weight, via: 'synonym' });
      }
    }
  }
};

const known = ({ key }: QueryKey): boolean => key >= 0;

/** Turns an analysed question into keys to look up. Keys that no article has are left out. */
export const readQuery = (context: QueryContext, analysis: Analysis): Query => {
  const slots = terms(analysis.tokens).map((term) => slotOf(context, term));
  addSynonyms(context, analysis.tokens, slots);
  const { gramWeight } = context.tuning;
  const pairs = grams(analysis.normalised).map((gram) => ({
    key: context.vocabulary.find(gramKey(gram)),
    weight: gramWeight,
    via: 'ngram' as const,
  }));
  return {
    slots: slots.map((slot) => ({ ...slot, keys: slot.keys.filter(known) })),
    grams: pairs.filter(known),
  };
};
