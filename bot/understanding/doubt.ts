import type { Token } from '../domain/understanding.ts';
import { hasKanji } from '../language/kana.ts';
import { isHiraganaUnit, isPlainLetter, LONG_MARK } from '../language/plain-characters.ts';
import { isKanaGrammar } from './kana-grammar.ts';
import type { Lexicon } from './lexicon.ts';
import type { Slot } from './query.ts';

const HIRAGANA = /^[\p{Script=Hiragana}ー]+$/u;

/** Asked for each token: the first character mostly says enough, and a regular expression takes ten times as long. */
const isHiragana = (text: string): boolean => {
  const first = text.charCodeAt(0);
  if (isHiraganaUnit(first)) return text.length === 1 || HIRAGANA.test(text);
  return (first === LONG_MARK || !isPlainLetter(first)) && HIRAGANA.test(text);
};

export const isInHiragana = ({ surface }: Token): boolean => isHiragana(surface);

/** Places where words begin that no article has and that lead to none that one has. */
export const unknownIn = (
  lexicon: Lexicon,
  tokens: readonly Token[],
  slots: readonly Slot[],
): ReadonlySet<number> => {
  const keyless = slots.filter(({ readings }) => readings.every(({ keys }) => keys.length === 0));
  const unknown = new Set(keyless.map(({ start }) => start));
  if (unknown.size === 0) return unknown;
  for (const token of tokens) {
    if (!unknown.has(token.start)) continue;
    const spellings = lexicon.find(token.reading)?.spellings ?? [];
    if (isNeverMisheard(token) || spellings.some(({ text }) => text === token.surface))
      unknown.delete(token.start);
  }
  return unknown;
};

const ONE_KANJI = /^\p{Script=Han}$/u;

/** Numbers, names and single kanji have homophones everywhere (三十 and 産休, 健 and 件) and mean what they say. */
const isNeverMisheard = ({ surface, posDetail }: Token): boolean =>
  posDetail === '数' || ONE_KANJI.test(surface) || (posDetail === '固有名詞' && hasKanji(surface));

/** Where hiragana tokens end that follow each other from here on; a space does not end them. */
const runEnd = (tokens: readonly Token[], from: number): number => {
  let end = from;
  for (let at = from; at < tokens.length; at++) {
    const surface = tokens[at]?.surface ?? '';
    if (isHiragana(surface)) end = at + 1;
    else if (surface !== ' ') break;
  }
  return end;
};

const textOf = (tokens: readonly Token[], from: number, to: number): string => {
  let text = '';
  for (let at = from; at < to; at++) {
    const surface = tokens[at]?.surface ?? '';
    if (surface !== ' ') text += surface;
  }
  return text;
};

/**
 * The tokens that may not be what was meant: words that no article has, kana that are no grammar, and a
 * piece of grammar that touches such a word, since it may belong to it (警句|や for けいやく). Many questions
 * have none.
 * @param unknown as `unknownIn` returns it
 */
export const doubtfulTokens = (
  tokens: readonly Token[],
  unknown: ReadonlySet<number>,
): ReadonlySet<Token> => {
  const doubtful = new Set<Token>();
  const add = (token: Token | undefined): void => {
    if (token) doubtful.add(token);
  };
  const isUnknown = (at: number): boolean => unknown.has(tokens[at]?.start ?? -1);
  for (let at = 0; at < tokens.length; at++) {
    const end = runEnd(tokens, at);
    if (end === at) {
      if (isUnknown(at)) add(tokens[at]);
      continue;
    }
    if (!isKanaGrammar(textOf(tokens, at, end))) tokens.slice(at, end).forEach(add);
    if (unknown.size > 0 && isUnknown(at - 1)) add(tokens[at]);
    if (unknown.size > 0 && isUnknown(end)) add(tokens[end - 1]);
    at = end - 1;
  }
  return doubtful;
};
