import type { Analysis, Token } from '../domain/understanding.ts';
import { wordKey } from '../language/variants.ts';
import { goOn, NOTHING } from './phrase-filter.ts';
import type { Reading, Slot } from './query.ts';
import { readingsOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';

/** Tokens that a synonym's phrase may span. */
const LONGEST_PHRASE = 4;

/** Slots that a phrase spans, and what limits its synonyms. */
interface Spanned {
  first: Slot | null;
  /** Weight of the slots together: a phrase of several words says more than each; a lone word keeps its own. */
  weight: number;
  /** How rare the words are together; without limit where an article has none of them. */
  rarity: number;
}

const spannedBy = (
  { idfs }: QueryContext,
  slots: readonly Slot[],
  { start, end }: { start: number; end: number },
): Spanned => {
  const spanned: Spanned = { first: null, weight: 0, rarity: -Infinity };
  for (const slot of slots) {
    if (slot.start < start || slot.end > end) continue;
    spanned.first ??= slot;
    spanned.weight += slot.weight;
    spanned.rarity = Math.max(spanned.rarity, idfs[slot.readings[0]?.keys[0] ?? -1] ?? Infinity);
  }
  return spanned;
};

/**
 * A synonym says no more than the word that was typed: 社員, which every article has, must not count as
 * much as 職員, which only one has.
 */
const noRarerThan = ({ idfs }: QueryContext, most: number, { keys }: Reading): number => {
  let rarest = 0;
  for (const key of keys) rarest = Math.max(rarest, idfs[key] ?? 0);
  return rarest > most ? most / rarest : 1;
};

const addPhrase = (
  context: QueryContext,
  slots: readonly Slot[],
  { phrase, start, end }: { phrase: string; start: number; end: number },
): void => {
  const readings = readingsOf(context, phrase);
  if (readings.length === 0) return;
  const { first, weight: whole, rarity } = spannedBy(context, slots, { start, end });
  if (!first) return;
  const share = Math.min(1, whole);
  for (const reading of readings) {
    const { via, keys } = reading;
    const weight = reading.weight * share * noRarerThan(context, rarity, reading);
    first.readings.push({ via, keys, weight });
  }
};

/** A word by its key, so that 申込み is found under 申し込み. */
const addKey = (context: QueryContext, slots: readonly Slot[], token: Token): void => {
  const { base, surface, start, end } = token;
  const phrase = wordKey(base);
  if (phrase === base || phrase === surface || !context.phrases.mayHave(goOn(NOTHING, phrase))) return;
  addPhrase(context, slots, { phrase, start, end });
};

/**
 * Adds to the slots what the thesauri know for the stretches of the question, from each token on, short
 * ones first; the last token as written or in its dictionary form.
 */
export const addSynonyms = (
  context: QueryContext,
  { normalised, tokens }: Analysis,
  slots: readonly Slot[],
): void => {
  const { phrases } = context;
  let next = 0;
  for (const [index, first] of tokens.entries()) {
    const { start } = first;
    const last = Math.min(tokens.length, index + LONGEST_PHRASE);
    // A stretch without a slot has nothing that a synonym could stand for; slots come in order.
    while ((slots[next]?.start ?? Infinity) < start) next += 1;
    if ((slots[next]?.start ?? Infinity) >= (tokens[last - 1]?.end ?? 0)) continue;
    let before = NOTHING;
    for (let at = index; at < last; at++) {
      const token = tokens[at] ?? first;
      const { base, surface, end } = token;
      const whole = goOn(before, surface);
      if (phrases.mayHave(whole))
        addPhrase(context, slots, { phrase: normalised.slice(start, end), start, end });
      if (base !== surface && phrases.mayHave(goOn(before, base)))
        addPhrase(context, slots, { phrase: normalised.slice(start, token.start) + base, start, end });
      if (at === index) addKey(context, slots, token);
      before = whole;
    }
  }
};
