import type { Analysis, TermMatch, Token } from '../domain/understanding.ts';
import { grams } from '../language/grams.ts';
import { toKatakana } from '../language/kana.ts';
import { terms } from '../language/terms.ts';
import type { Term } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { wordKey } from '../language/variants.ts';
import { hear } from './hear.ts';
import { negatedSpans } from './negation.ts';
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

const slotOf = (context: QueryContext, term: Term): Slot => {
  const { vocabulary, tokenizer, tuning } = context;
  const parts = terms(tokenizer.parts(term.surface)).map(({ key }) => key);
  const readings: Reading[] = [
    { via: 'exact', keys: knownKeys(vocabulary, [term.key]), weight: term.weight },
    { via: 'variant', keys: knownKeys(vocabulary, parts), weight: term.weight * tuning.partWeight },
  ];
  return { term: term.surface, weight: term.weight, start: term.start, end: term.end, readings };
};

/** The phrases that start at the first token: one, two … tokens, the last as written and in its dictionary form. */
const phrasesFrom = (tokens: readonly Token[]): { phrase: string; end: number }[] => {
  let before = '';
  return tokens.flatMap(({ surface, base, end }, index) => {
    const forms = new Set([before + surface, before + base]);
    if (index === 0) forms.add(wordKey(base));
    before += surface;
    return [...forms].map((phrase) => ({ phrase, end }));
  });
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

const addSynonyms = (context: QueryContext, tokens: readonly Token[], slots: readonly Slot[]): void => {
  for (const [index, { start }] of tokens.entries()) {
    for (const { phrase, end } of phrasesFrom(tokens.slice(index, index + LONGEST_PHRASE))) {
      const readings = readingsOf(context, phrase);
      if (readings.length === 0) continue;
      const inside = slots.filter((slot) => slot.start >= start && slot.end <= end);
      const [first] = inside;
      // A phrase of several words says more than each of them; a lone word keeps its own weight.
      const weight = Math.min(
        1,
        inside.reduce((sum, slot) => sum + slot.weight, 0),
      );
      if (!first) continue;
      const most = rarityOf(context, inside);
      first.readings.push(
        ...readings.map((reading) => ({
          ...reading,
          weight: reading.weight * weight * noRarerThan(context, most, reading),
        })),
      );
    }
  }
};

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
  addSynonyms(context, analysis.tokens, written);
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
