import type { Analysis, TermMatch } from '../domain/understanding.ts';
import { grams } from '../language/grams.ts';
import { toKatakana } from '../language/kana.ts';
import { terms } from '../language/terms.ts';
import type { Term } from '../language/terms.ts';
import { hear } from './hear.ts';
import { negatedSpans } from './negation.ts';
import type { Span } from './negation.ts';
import { keysOfParts } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import { nearestByEar } from './slips.ts';
import { addSynonyms } from './synonyms.ts';

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

const slotOf = (context: QueryContext, { key: word, surface, weight, start, end }: Term): Slot => {
  const { vocabulary, tuning } = context;
  const key = vocabulary.find(word);
  const readings: Reading[] = [{ via: 'exact', keys: key < 0 ? [] : [key], weight }];
  const parts = keysOfParts(context, surface);
  if (parts.length > 0) readings.push({ via: 'variant', keys: parts, weight: weight * tuning.partWeight });
  return { term: surface, weight, start, end, readings };
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

/** The words that are asked about, with everything that stands for each. */
const slotsOf = (context: QueryContext, analysis: Analysis, ruledOut: readonly Span[]): Slot[] => {
  const slots: Slot[] = [];
  for (const term of terms(analysis.tokens)) {
    const isRuledOut = ruledOut.some((span) => term.start >= span.start && term.end <= span.end);
    if (!isRuledOut) slots.push(slotOf(context, term));
  }
  addSynonyms(context, analysis, slots);
  // Only the first reading, as written, may be of a word that no article has.
  for (const { readings } of slots) if (readings[0]?.keys.length === 0) readings.shift();
  return slots;
};

const gramsOf = ({ vocabulary, tuning }: QueryContext, asked: string): Query['grams'] => {
  const known: Query['grams'] = [];
  for (const gram of grams(asked)) {
    const key = vocabulary.findGram(gram);
    if (key >= 0) known.push({ key, gram, weight: tuning.gramWeight });
  }
  return known;
};

/** Turns an analysed question into keys to look up. Keys that no article has are left out. */
export const readQuery = (context: QueryContext, analysis: Analysis): Query => {
  const ruledOut = negatedSpans(analysis.normalised).map(({ start, end }) => ({
    start,
    end: end + NEGATING.length - 1,
  }));
  const slots = withSlips(context, withHeard(context, analysis, slotsOf(context, analysis, ruledOut)));
  const asked = ruledOut.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    analysis.normalised,
  );
  return { slots, grams: gramsOf(context, asked) };
};
