import type { Analysis, TermMatch, Token } from '../domain/understanding.ts';
import { grams } from '../language/grams.ts';
import { toKatakana } from '../language/kana.ts';
import { terms } from '../language/terms.ts';
import type { Term } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { wordKey } from '../language/variants.ts';
import { hear } from './hear.ts';
import { negatedSpans } from './negation.ts';
import { goOn, NOTHING } from './phrase-filter.ts';
import { nearestByEar } from './slips.ts';
import type { Thesaurus } from './thesaurus.ts';
import type { Tuning } from './tuning.ts';
import { gramKey } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Via = TermMatch['via'];

/** One thing that a word of the question may mean: keys whose scores are added up. */
export interface Reading {
  via: Via;
  keys: readonly number[];
  /** How much each key counts. */
  weight: number;
}

/** One word of the question with everything that stands for it. Of its readings an article gets the best. */
export interface Slot {
  term: string;
  weight: number;
  /** Place in the normalised question. */
  start: number;
  end: number;
  readings: Reading[];
}

export interface Query {
  slots: Slot[];
  /** Single kanji and pairs. */
  grams: { key: number; gram: string; weight: number }[];
}

/** A source of synonyms and how much it is trusted. */
export interface WeightedThesaurus {
  thesaurus: Thesaurus;
  /** Weight of its phrases against the word itself. Range 0–1. */
  weight: number;
}

export interface QueryContext {
  tokenizer: Tokenizer;
  vocabulary: Vocabulary;
  /** Rarity of each key (`ArticleIndex.idfs`). */
  idfs: Float32Array;
  thesauri: readonly WeightedThesaurus[];
  tuning: Tuning;
}

/** Tokens that a synonym's phrase may span. */
const LONGEST_PHRASE = 4;

const knownKeys = (vocabulary: Vocabulary, keys: readonly string[]): number[] =>
  keys.map((key) => vocabulary.find(key)).filter((key) => key >= 0);

/** Keys of what a domain word is made of; asked for each word of each question. */
const keysOfParts = ({ tokenizer, vocabulary }: QueryContext, surface: string): number[] => {
  const parts = tokenizer.parts(surface);
  return parts.length === 0
    ? []
    : knownKeys(
        vocabulary,
        terms(parts).map(({ key }) => key),
      );
};

const slotOf = (context: QueryContext, term: Term): Slot => {
  const { vocabulary, tuning } = context;
  const { surface, weight, start, end } = term;
  const key = vocabulary.find(term.key);
  const readings: Reading[] = [{ via: 'exact', keys: key < 0 ? [] : [key], weight }];
  const parts = keysOfParts(context, surface);
  if (parts.length > 0) readings.push({ via: 'variant', keys: parts, weight: weight * tuning.partWeight });
  return { term: surface, weight, start, end, readings };
};

/** The readings that the thesauri know for a phrase. A compound's keys share its weight, short of evenly. */
const lookUp = (context: QueryContext, phrase: string): readonly Reading[] =>
  context.thesauri.flatMap(({ thesaurus, weight }) =>
    thesaurus.of(phrase).flatMap(({ keys }): Reading[] => {
      const known = knownKeys(context.vocabulary, keys);
      if (known.length === 0) return [];
      return [{ via: 'synonym', keys: known, weight: weight / keys.length ** context.tuning.compoundPower }];
    }),
  );

/** Readings of a phrase are the same for every question to one index; remembered with it. */
const remembered = new WeakMap<Float32Array, Map<string, readonly Reading[]>>();
/** Phrases remembered for one index. */
const REMEMBERED = 20_000;

const readingsOf = (context: QueryContext, phrase: string): readonly Reading[] => {
  const known = remembered.get(context.idfs) ?? new Map<string, readonly Reading[]>();
  const found = known.get(phrase);
  if (found) return found;
  const readings = lookUp(context, phrase);
  if (known.size >= REMEMBERED) known.clear();
  known.set(phrase, readings);
  remembered.set(context.idfs, known);
  return readings;
};

/** How rare the words of a phrase are together; without limit where an article has none of them. */
const rarityOf = ({ idfs }: QueryContext, slots: readonly Slot[]): number => {
  const rarities = slots.map(({ readings }) => idfs[readings[0]?.keys[0] ?? -1] ?? Infinity);
  return Math.max(...rarities);
};

/**
 * A synonym says no more than the word that was typed: 社員, which every article has, must not count as
 * much as 職員, which only one has.
 */
const noRarerThan = ({ idfs }: QueryContext, most: number, { keys }: Reading): number => {
  const rarest = Math.max(...keys.map((key) => idfs[key] ?? 0));
  return rarest > most ? most / rarest : 1;
};

/** A stretch of the question that a thesaurus may know: tokens, the last as written or in its dictionary form. */
interface Stretch {
  phrase: string;
  start: number;
  end: number;
}

/** Calls `visit` with the stretches that may be known phrases, from each token on, short ones first. */
const eachStretch = (
  { thesauri }: QueryContext,
  { normalised, tokens }: Analysis,
  visit: (stretch: Stretch) => void,
): void => {
  const mayBeKnown = (hash: number): boolean => thesauri.some(({ thesaurus }) => thesaurus.mayHave(hash));
  const lookAt = (first: Token, token: Token, before: number): void => {
    const { start } = first;
    const { base, surface, end } = token;
    if (mayBeKnown(goOn(before, surface))) visit({ phrase: normalised.slice(start, end), start, end });
    if (base !== surface && mayBeKnown(goOn(before, base)))
      visit({ phrase: normalised.slice(start, token.start) + base, start, end });
    if (token !== first) return;
    const phrase = wordKey(base);
    if (phrase !== base && phrase !== surface && mayBeKnown(goOn(NOTHING, phrase)))
      visit({ phrase, start, end });
  };
  for (const [index, first] of tokens.entries()) {
    let before = NOTHING;
    const last = Math.min(tokens.length, index + LONGEST_PHRASE);
    for (let at = index; at < last; at++) {
      const token = tokens[at] ?? first;
      lookAt(first, token, before);
      before = goOn(before, token.surface);
    }
  }
};

const addSynonyms = (context: QueryContext, analysis: Analysis, slots: readonly Slot[]): void =>
  eachStretch(context, analysis, ({ phrase, start, end }) => {
    const readings = readingsOf(context, phrase);
    if (readings.length === 0) return;
    const inside = slots.filter((slot) => slot.start >= start && slot.end <= end);
    const [first] = inside;
    if (!first) return;
    // A phrase of several words says more than each of them; a lone word keeps its own weight.
    const weight = Math.min(
      1,
      inside.reduce((sum, slot) => sum + slot.weight, 0),
    );
    const most = rarityOf(context, inside);
    for (const reading of readings) {
      first.readings.push({
        ...reading,
        weight: reading.weight * weight * noRarerThan(context, most, reading),
      });
    }
  });

const WRITTEN_WITH_MORE = /[\p{Script=Han}\p{Script=Katakana}]/u;
/** In a question in kana alone: grammar that was taken for a noun. */
const SHORT_KANA = /^\p{Script=Hiragana}{1,3}$/u;

/** Takes what the unsure parts of the question sound like in place of what was guessed there. */
const withHeard = (context: QueryContext, analysis: Analysis, slots: readonly Slot[]): Slot[] => {
  const heard = hear(context.vocabulary, analysis, slots);
  if (heard.length === 0) return [...slots];
  const inKana = !WRITTEN_WITH_MORE.test(analysis.normalised);
  const kept = slots.filter((slot) => {
    if (inKana && SHORT_KANA.test(slot.term)) return false;
    return !heard.some(({ start, end }) => slot.start >= start && slot.end <= end);
  });
  const replaced = heard.map(({ start, end, keys }): Slot => {
    const reading = { via: 'reading' as const, weight: context.tuning.readingWeight };
    return {
      term: analysis.normalised.slice(start, end),
      weight: 1,
      start,
      end,
      readings: keys.map((key) => ({ ...reading, keys: [key] })),
    };
  });
  return [...kept, ...replaced].toSorted((a, b) => a.start - b.start);
};

/** Words in kana or Latin that no article has, taken for the nearest that one has. */
const withSlips = ({ vocabulary, tuning }: QueryContext, slots: readonly Slot[]): Slot[] =>
  slots.map((slot) => {
    if (slot.readings.length > 0 || !TYPED_BY_SOUND.test(slot.term)) return slot;
    const keys = nearestByEar(vocabulary.lexicon, toKatakana(slot.term));
    const weight = slot.weight * tuning.readingWeight;
    return { ...slot, readings: keys.map((key): Reading => ({ via: 'reading', keys: [key], weight })) };
  });

const TYPED_BY_SOUND = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;

/** 「AではなくB」: a negated span ends with the first of these characters; they are no part of B either. */
const NEGATING = 'ではなく';

/** Turns an analysed question into keys to look up. Keys that no article has are left out. */
export const readQuery = (context: QueryContext, analysis: Analysis): Query => {
  const ruledOut = negatedSpans(analysis.normalised).map(({ start, end }) => ({
    start,
    end: end + NEGATING.length - 1,
  }));
  const written = terms(analysis.tokens)
    .filter(({ start, end }) => !ruledOut.some((span) => start >= span.start && end <= span.end))
    .map((term) => slotOf(context, term));
  addSynonyms(context, analysis, written);
  const known = written.map((slot) => ({
    ...slot,
    readings: slot.readings.filter(({ keys }) => keys.length > 0),
  }));
  const slots = withSlips(context, withHeard(context, analysis, known));
  const asked = ruledOut.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    analysis.normalised,
  );
  return {
    slots,
    grams: grams(asked)
      .map((gram) => ({
        gram,
        key: context.vocabulary.find(gramKey(gram)),
        weight: context.tuning.gramWeight,
      }))
      .filter(({ key }) => key >= 0),
  };
};
