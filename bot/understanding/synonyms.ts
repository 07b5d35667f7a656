import type { Analysis, Token } from '../domain/understanding.ts';
import { wordKey } from '../language/variants.ts';
import { isLink, withoutLinks } from './links.ts';
import { goOn, NOTHING } from './phrase-filter.ts';
import type { Reading, Slot } from './query.ts';
import { readingsOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';

/** Tokens that a synonym's phrase may span, particles between them apart. */
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

/** What is looked for in one question. */
interface Search {
  context: QueryContext;
  analysis: Analysis;
  slots: readonly Slot[];
}

/** A word by its key, so that 申込み is found under 申し込み. */
const addKey = ({ context, slots }: Search, token: Token): void => {
  const { base, surface, start, end } = token;
  const phrase = wordKey(base);
  if (phrase === base || phrase === surface || !context.phrases.mayHave(goOn(NOTHING, phrase))) return;
  addPhrase(context, slots, { phrase, start, end });
};

/** A stretch of the question before its last token, as a number (`goOn`), with its particles or without. */
interface Beginning {
  from: number;
  hash: number;
  isBare: boolean;
}

/** Adds what is known for a stretch, its last token as written or in its dictionary form. */
const addStretch = (search: Search, { from, hash, isBare }: Beginning, last: number): void => {
  const { context, analysis, slots } = search;
  const { tokens, normalised } = analysis;
  const start = tokens[from]?.start ?? 0;
  const token = tokens[last];
  if (!token) return;
  for (const ending of token.base === token.surface ? [token.surface] : [token.surface, token.base]) {
    if (!context.phrases.mayHave(goOn(hash, ending))) continue;
    const said = isBare ? withoutLinks(tokens.slice(from, last)) : normalised.slice(start, token.start);
    addPhrase(context, slots, { phrase: said + ending, start, end: token.end });
  }
};

/** Adds what is known for the stretches from a token on, short ones first. */
const addFrom = (search: Search, from: number): void => {
  const { tokens } = search.analysis;
  let whole = NOTHING;
  let bare = NOTHING;
  let words = 0;
  for (let at = from; words < LONGEST_PHRASE; at++) {
    const token = tokens[at];
    if (!token) return;
    addStretch(search, { from, hash: whole, isBare: false }, at);
    if (at === from) addKey(search, token);
    if (at === from || !isLink(token)) {
      if (bare !== whole) addStretch(search, { from, hash: bare, isBare: true }, at);
      bare = goOn(bare, token.surface);
      words += 1;
    }
    whole = goOn(whole, token.surface);
  }
};

/**
 * Adds to the slots what the thesauri know for the stretches of the question, from each token on; the
 * particles between their words may be said or left out (お金がない, お金ない).
 */
export const addSynonyms = (context: QueryContext, analysis: Analysis, slots: readonly Slot[]): void => {
  const search = { context, analysis, slots };
  let next = 0;
  for (const [from, { start }] of analysis.tokens.entries()) {
    // A stretch without a slot has nothing that a synonym could stand for; slots come in order.
    while ((slots[next]?.start ?? Infinity) < start) next += 1;
    if (next === slots.length) return;
    addFrom(search, from);
  }
};
