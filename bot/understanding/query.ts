import type { Analysis, TermMatch } from '../domain/understanding.ts';
import { grams } from '../language/grams.ts';
import { toKatakana } from '../language/kana.ts';
import { terms } from '../language/terms.ts';
import type { Term } from '../language/terms.ts';
import { hear, heardIn, typedPlace } from './hear.ts';
import type { Meant } from './hear.ts';
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

/**
 * One word of the question with everything that stands for it. Of its readings an article gets the best.
 * Both are always written out in this order and never spread: what reads them is twice as fast when all of
 * them have one shape.
 */
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
  /** The question as it was probably meant, where that is not what was typed. */
  heardAs: Analysis | null;
}

const slotOf = (context: QueryContext, { key: word, surface, weight, start, end }: Term): Slot => {
  const { vocabulary, tuning } = context;
  const key = vocabulary.find(word);
  const readings: Reading[] = [{ via: 'exact', keys: key < 0 ? [] : [key], weight }];
  const parts = keysOfParts(context, surface);
  if (parts.length > 0) readings.push({ via: 'variant', keys: parts, weight: weight * tuning.partWeight });
  return { term: surface, weight, start, end, readings };
};

/** 「AではなくB」: a negated span ends with the first of these characters; they are no part of B either. */
const NEGATING = 'ではなく';

/** The words of an analysed question, each as written. */
const readWords = (context: QueryContext, { normalised, tokens }: Analysis): Slot[] => {
  const ruledOut = ruledOutIn(normalised);
  const slots: Slot[] = [];
  for (const term of terms(tokens)) {
    const isRuledOut = ruledOut.some((span) => term.start >= span.start && term.end <= span.end);
    if (!isRuledOut) slots.push(slotOf(context, term));
  }
  return slots;
};

/** What was heard counts less than what was written, and each of its homophones may be meant. */
const asHeard = ({ tuning }: QueryContext, meant: Meant, typed: string, slot: Slot): Slot => {
  const { term, weight, readings } = slot;
  const { start, end } = typedPlace(meant, slot);
  const heard = heardIn(meant, slot);
  if (heard === null) return { term, weight, start, end, readings };
  const lowered = readings.map(({ via, keys, weight: full }): Reading => {
    return { via: via === 'exact' ? 'reading' : via, keys, weight: full * tuning.readingWeight };
  });
  const known = new Set(readings.flatMap(({ keys }) => keys));
  const isWhole = heard.start === slot.start && heard.end === slot.end;
  const others = (isWhole ? heard.word.keys : []).filter((key) => !known.has(key));
  const less = weight * tuning.readingWeight;
  for (const key of others) lowered.push({ via: 'reading', keys: [key], weight: less });
  return { term: typed.slice(start, end), weight, start, end, readings: lowered };
};

const TYPED_BY_SOUND = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;

/** Long words in kana that no article has, taken for the nearest that one has. */
const withSlips = ({ vocabulary, tuning }: QueryContext, slot: Slot): Slot => {
  if (slot.readings.length > 0 || !TYPED_BY_SOUND.test(slot.term)) return slot;
  const { term, weight, start, end } = slot;
  const keys = nearestByEar(vocabulary.lexicon, toKatakana(term));
  const less = weight * tuning.readingWeight;
  const readings = keys.map((key): Reading => ({ via: 'reading', keys: [key], weight: less }));
  return { term, weight, start, end, readings };
};

const ruledOutIn = (normalised: string): Span[] =>
  negatedSpans(normalised).map(({ start, end }) => ({ start, end: end + NEGATING.length - 1 }));

const gramsOf = ({ vocabulary, tuning }: QueryContext, asked: string): Query['grams'] => {
  const known: Query['grams'] = [];
  for (const gram of grams(asked)) {
    const key = vocabulary.findGram(gram);
    if (key >= 0) known.push({ key, gram, weight: tuning.gramWeight });
  }
  return known;
};

/** Turns an analysed question into keys to look up. Keys that no article has are left out. */
export const readQuery = (context: QueryContext, typed: Analysis): Query => {
  const written = readWords(context, typed);
  const meant = hear(context, typed, written);
  const analysis = meant?.analysis ?? typed;
  const words = meant ? readWords(context, analysis) : written;
  addSynonyms(context, analysis, words);
  // Only the first reading, as written, may be of a word that no article has.
  for (const { readings } of words) if (readings[0]?.keys.length === 0) readings.shift();
  const heard = meant ? words.map((slot) => asHeard(context, meant, typed.normalised, slot)) : words;
  const slots = heard.map((slot) => withSlips(context, slot));
  const { normalised } = analysis;
  const asked = ruledOutIn(normalised).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    normalised,
  );
  return { slots, heardAs: meant?.analysis ?? null, grams: gramsOf(context, asked) };
};
