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

/** A stretch of the question that sounds like a word of the articles. */
interface Heard {
  /** Place in the question as typed. */
  typed: Span;
  /** Place in the question as it was probably meant. */
  meant: Span;
  word: Homophones;
}

/** The question as it was probably meant: in the spelling of the articles, without slips. */
export interface Meant {
  analysis: Analysis;
  heard: readonly Heard[];
}

const ANY_HIRAGANA = /\p{Script=Hiragana}/u;
const HIRAGANA = /^[\p{Script=Hiragana}ー]+$/u;

/**
 * Whether some of the question may not be what was meant: a word that no article has, or kana that are
 * no grammar. Many questions need no second look.
 */
const isDoubtful = ({ tokens }: Analysis, slots: readonly Slot[]): boolean => {
  if (slots.length === 0 || slots.some(({ readings }) => readings.length === 0)) return true;
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
 * @param slots of the question as typed
 * @returns null when it stands as typed
 */
export const hear = (
  { tokenizer, vocabulary }: { tokenizer: Tokenizer; vocabulary: Vocabulary },
  analysis: Analysis,
  slots: readonly Slot[],
): Meant | null => {
  if (!isDoubtful(analysis, slots)) return null;
  const unknown = new Set(slots.filter(({ readings }) => readings.length === 0).map(({ start }) => start));
  const isSure = ({ surface, start }: Token): boolean => !HIRAGANA.test(surface) && !unknown.has(start);
  const { normalised, tokens } = inHiragana(tokenizer, analysis, isSure);
  const sound = soundOf(tokens, isSure);
  const heard: Heard[] = [];
  let meant = '';
  let done = 0;
  for (const { start, end, word } of decode(vocabulary.lexicon, sound)) {
    const typed = { start: sound.from[start] ?? 0, end: sound.to[end - 1] ?? 0 };
    const spelling = word.spellings[0]?.text ?? '';
    if (typed.start < done || normalised.slice(typed.start, typed.end) === spelling) continue;
    meant += normalised.slice(done, typed.start);
    heard.push({ typed, meant: { start: meant.length, end: meant.length + spelling.length }, word });
    meant += spelling;
    done = typed.end;
  }
  if (heard.length === 0) return null;
  meant += normalised.slice(done);
  const newTokens = tokenizer.tokenise(meant);
  return {
    analysis: {
      ...analysis,
      normalised: meant,
      tokens: newTokens,
      reading: newTokens.map(({ reading }) => reading).join(''),
    },
    heard,
  };
};

/** The word that was heard where a part of the meant question stands, or null where it stands as typed. */
export const heardAt = ({ heard }: Meant, { start, end }: Span): Heard | null =>
  heard.find(({ meant }) => meant.start < end && start < meant.end) ?? null;

/** Where a part of the meant question stands in the question as typed. */
export const typedPlace = ({ heard }: Meant, { start, end }: Span): Span => {
  let from = start;
  let to = end;
  for (const { typed, meant } of heard) {
    if (meant.end <= start) from = start + typed.end - meant.end;
    else if (meant.start <= start) from = typed.start;
    if (meant.end <= end) to = end + typed.end - meant.end;
    else if (meant.start < end) to = typed.end;
  }
  return { start: from, end: to };
};
