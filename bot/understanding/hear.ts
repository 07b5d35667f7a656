import type { Analysis, Token } from '../domain/understanding.ts';
import { isKatakana } from '../language/kana.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { decode } from './decode.ts';
import { doubtfulTokens, isInHiragana, unknownIn } from './doubt.ts';
import type { Homophones, Lexicon } from './lexicon.ts';
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

const OTHER_THAN_KATAKANA = /[\p{Script=Hiragana}\p{Script=Han}]/u;

/**
 * A text in katakana throughout (ネンマツチョウセイノショルイ) as it is written otherwise: only so can the tokenizer
 * cut it. Its length stays, and the words that are sure as they stand.
 * @returns null for any other text
 */
const inHiragana = (
  tokenizer: Tokenizer,
  analysis: Analysis,
  unknown: ReadonlySet<number>,
): Pick<Analysis, 'normalised' | 'tokens'> | null => {
  const { tokens, normalised } = analysis;
  const isAlien = (token: Token): boolean => isKatakana(token.surface) && unknown.has(token.start);
  if (OTHER_THAN_KATAKANA.test(normalised) || !tokens.some(isAlien)) return null;
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
  const { lexicon } = vocabulary;
  const unknown = unknownIn(lexicon, analysis.tokens, slots);
  const inKatakana = inHiragana(tokenizer, analysis, unknown);
  const heard = inKatakana && listen(lexicon, inKatakana, new Set(inKatakana.tokens.filter(isInHiragana)));
  const isSentence = heard !== null && heard.unexplained < HARDLY_A_SENTENCE;
  const draft = isSentence
    ? heard.draft
    : listen(lexicon, analysis, doubtfulTokens(analysis.tokens, unknown))?.draft;
  return draft && draft.heard.length > 0 ? draft.finish(tokenizer, analysis) : null;
};

/** Above it katakana are loan words and no sentence (サイレントモード). Range 0.4–0.6. */
const HARDLY_A_SENTENCE = 0.5;

/** Takes the doubtful parts of a text for what they sound like; null where there are none. */
const listen = (
  lexicon: Lexicon,
  { normalised, tokens }: Pick<Analysis, 'normalised' | 'tokens'>,
  doubtful: ReadonlySet<Token>,
): { draft: Draft; unexplained: number } | null => {
  if (doubtful.size === 0) return null;
  const sound = soundOf(tokens, doubtful);
  const { words, unexplained } = decode(lexicon, sound);
  const draft = new Draft(normalised);
  for (const { start, end, word } of words)
    draft.take({ start: sound.from[start] ?? 0, end: sound.to[end - 1] ?? 0 }, word);
  return { draft, unexplained };
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
