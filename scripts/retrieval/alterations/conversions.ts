import type { Token } from '../../../bot/domain/understanding.ts';
import type { Dictionary } from '../../../bot/language/dictionary.ts';
import type { Tokenizer } from '../../../bot/language/tokenizer.ts';
import { COST, WORD } from '../../../bot/language/word-columns.ts';
import { featuresOf } from '../../../bot/language/word-features.ts';
import type { Alteration } from './alteration.ts';

/** The nouns of the dictionary written in kanji, by their reading, the commonest (cheapest) first. */
export const homophones = (dictionary: Dictionary): Map<string, string[]> => {
  const found = new Map<string, { surface: string; cost: number }[]>();
  for (let row = 0; row * WORD < dictionary.words.length; row++) {
    const { base, pos, posDetail, reading } = featuresOf(dictionary, row, '');
    const isPlain =
      pos === '名詞' && (posDetail === '一般' || posDetail === 'サ変接続') && reading.length >= 3;
    if (!isPlain || !/^\p{Script=Han}{2,}$/u.test(base)) continue;
    const list = found.get(reading) ?? [];
    list.push({ surface: base, cost: dictionary.words[row * WORD + COST] ?? 0 });
    found.set(reading, list);
  }
  return new Map(
    [...found].map(([reading, words]) => [
      reading,
      [...new Set(words.toSorted((a, b) => a.cost - b.cost).map(({ surface }) => surface))],
    ]),
  );
};

/** One word of the question that has a homophone, the `number`th in turn, converted to that one. */
export const misconverted = (tokenizer: Tokenizer, bySound: ReadonlyMap<string, string[]>): Alteration => {
  const other = ({ surface, reading }: Token): string | null =>
    bySound.get(reading)?.find((word) => word !== surface) ?? null;
  return (question, number) => {
    const parts = tokenizer.tokenise(question).flatMap((token) => {
      const own = tokenizer.parts(token.surface);
      return own.length > 0 ? own.map((part) => ({ ...part, start: token.start + part.start })) : [token];
    });
    const wrong = parts.filter((token) => /^\p{Script=Han}{2,}$/u.test(token.surface) && other(token));
    const token = wrong[number % Math.max(1, wrong.length)];
    if (!token) return null;
    return question.slice(0, token.start) + other(token) + question.slice(token.start + token.surface.length);
  };
};

/** Two words of one question, each converted to a homophone. */
export const misconvertedTwice =
  (misconvert: Alteration): Alteration =>
  (question, number) => {
    const once = misconvert(question, number);
    const twice = once === null ? null : misconvert(once, number + 1);
    return twice === question ? null : twice;
  };
