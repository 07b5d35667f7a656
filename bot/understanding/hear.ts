import type { Analysis, Token } from '../domain/understanding.ts';
import { isKatakana } from '../language/kana.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { decode } from './decode.ts';
import { isKanaGrammar } from './kana-grammar.ts';
import type { Homophones } from './lexicon.ts';
import type { Span } from './negation.ts';
import type { Slot } from './query.ts';
import { soundOf } from './sound.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The question as it was probably meant: in the spelling of the articles, without slips. */
export interface Meant {
  analysis: Analysis;
  /** For each place of it the place in the question as typed; one more for its end. */
  typedAt: Int32Array;
  /** For each place of it the word that was heard there: a number of `heard`, or -1 where it stands as typed. */
  heardAt: Int32Array;
  heard: readonly HeardWord[];
}

/** A word that was heard, and its place in the question as meant. */
export interface HeardWord extends Span {
  word: Homophones;
}

const ANY_HIRAGANA = /\p{Script=Hiragana}/u;
const HIRAGANA = /^[\p{Script=Hiragana}ー]+$/u;

/** Where the words begin that no article has and that lead to none that one has. */
const unknownIn = (
  { lexicon }: Vocabulary,
  { tokens }: Analysis,
  slots: readonly Slot[],
): ReadonlySet<number> => {
  const keyless = slots.filter(({ readings }) => readings.every(({ keys }) => keys.length === 0));
  const unknown = new Set(keyless.map(({ start }) => start));
  if (unknown.size === 0) return unknown;
  for (const { start, surface, reading } of tokens) {
    const spellings = unknown.has(start) ? lexicon.find(reading)?.spellings : undefined;
    if (spellings?.some(({ text }) => text === surface)) unknown.delete(start);
  }
  return unknown;
};

/**
 * Whether some of the question may not be what was meant: a word that no article has, or kana that are
 * no grammar. Many questions need no second look.
 */
const isDoubtful = ({ tokens }: Analysis, unknown: ReadonlySet<number>): boolean => {
  if (unknown.size > 0) return true;
  let kana = '';
  for (const { surface } of tokens) {
    if (HIRAGANA.test(surface)) {
      kana += surface;
      continue;
    }
    if (!isKanaGrammar(kana)) return true;
    kana = '';
  }
  return !isKanaGrammar(kana);
};

/**
 * A text in katakana throughout (ネンマツチョウセイノショルイ) as it is written otherwise: only so can the tokenizer
 * cut it. Its length stays, and the words that are sure as they stand.
 */
const inHiragana = (
  tokenizer: Tokenizer,
  analysis: Analysis,
  isSure: (token: Token) => boolean,
): Pick<Analysis, 'normalised' | 'tokens'> => {
  const { tokens, normalised } = analysis;
  const isAlien = (token: Token): boolean => isKatakana(token.surface) && !isSure(token);
  if (ANY_HIRAGANA.test(normalised) || !tokens.some(isAlien)) return analysis;
  const written = tokens
    .map((token) => (isAlien(token) ? toHiragana(token.surface) : token.surface))
    .join('');
  return { normalised: written, tokens: tokenizer.tokenise(written) };
};

const toHiragana = (katakana: string): string =>
  katakana.replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/**
 * Takes kana (ねんまつちょうせい), words that no article has (年末長征), slips (きゅよめいさい) and letters (kyuuyo)
 * for the words of the articles that they sound like. What is known as written stays.
 * @param slots of the question as typed, without synonyms
 * @returns null when it stands as typed
 */
export const hear = (
  { tokenizer, vocabulary }: { tokenizer: Tokenizer; vocabulary: Vocabulary },
  analysis: Analysis,
  slots: readonly Slot[],
): Meant | null => {
  const unknown = unknownIn(vocabulary, analysis, slots);
  if (!isDoubtful(analysis, unknown)) return null;
  const isSure = ({ surface, start }: Token): boolean => !HIRAGANA.test(surface) && !unknown.has(start);
  const { normalised, tokens } = inHiragana(tokenizer, analysis, isSure);
  const sound = soundOf(tokens, isSure);
  const text = new Draft(normalised);
  for (const { start, end, word } of decode(vocabulary.lexicon, sound)) {
    text.take({ start: sound.from[start] ?? 0, end: sound.to[end - 1] ?? 0 }, word);
  }
  return text.heard.length === 0 ? null : text.finish(tokenizer, analysis);
};

/** Puts the question together as it was meant, and remembers what became of which part. */
class Draft {
  readonly heard: HeardWord[] = [];
  readonly #typed: string;
  readonly #typedAt: number[] = [];
  readonly #heardAt: number[] = [];
  #meant = '';
  /** Place up to which the typed text is done. */
  #done = 0;

  constructor(typed: string) {
    this.#typed = typed;
  }

  /** Goes on as typed up to the word, and with its spelling in place of what was typed for it. */
  take({ start, end }: Span, word: Homophones): void {
    const spelling = word.spellings[0]?.text ?? '';
    if (start < this.#done || this.#typed.slice(start, end) === spelling) return;
    this.#keepUpTo(start);
    const from = this.#meant.length;
    for (let at = 0; at < spelling.length; at++) {
      this.#typedAt.push(start);
      this.#heardAt.push(this.heard.length);
    }
    this.heard.push({ start: from, end: from + spelling.length, word });
    this.#meant += spelling;
    this.#done = end;
  }

  #keepUpTo(place: number): void {
    this.#meant += this.#typed.slice(this.#done, place);
    for (; this.#done < place; this.#done++) {
      this.#typedAt.push(this.#done);
      this.#heardAt.push(-1);
    }
  }

  finish(tokenizer: Tokenizer, analysis: Analysis): Meant {
    this.#keepUpTo(this.#typed.length);
    this.#typedAt.push(this.#typed.length);
    const normalised = this.#meant;
    const tokens = tokenizer.tokenise(normalised);
    const reading = tokens.map((token) => token.reading).join('');
    return {
      analysis: { ...analysis, normalised, tokens, reading },
      typedAt: Int32Array.from(this.#typedAt),
      heardAt: Int32Array.from(this.#heardAt),
      heard: this.heard,
    };
  }
}

/** A word that was heard in a part of the meant question, or null where all of it stands as typed. */
export const heardIn = ({ heard, heardAt }: Meant, { start, end }: Span): HeardWord | null => {
  for (let at = start; at < end; at++) {
    const word = heard[heardAt[at] ?? -1];
    if (word) return word;
  }
  return null;
};

/** Where a part of the meant question stands in the question as typed: all of what was typed for a word. */
export const typedPlace = ({ typedAt, heardAt }: Meant, { start, end }: Span): Span => {
  let after = end;
  while ((heardAt[after] ?? -1) >= 0 && heardAt[after] === heardAt[end - 1]) after += 1;
  return { start: typedAt[start] ?? 0, end: typedAt[after] ?? 0 };
};
