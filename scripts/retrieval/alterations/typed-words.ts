import { hasKanji, isKatakana } from '../../../bot/language/kana.ts';
import type { Tokenizer } from '../../../bot/language/tokenizer.ts';
import { toHiragana } from './alteration.ts';

/** A word of the question, as kana that are typed for it. */
export interface Typed {
  start: number;
  end: number;
  kana: string;
}

/** Words of a question that a slip may hit, the longest first. */
export const slippery = (tokenizer: Tokenizer, question: string): Typed[] =>
  tokenizer
    .tokenise(question)
    .filter(({ surface, reading }) => reading.length >= 4 && (hasKanji(surface) || isKatakana(surface)))
    .toSorted((a, b) => b.reading.length - a.reading.length)
    .map(({ surface, reading, start, end }) => ({
      start,
      end,
      kana: isKatakana(surface) ? surface : toHiragana(reading),
    }));

export const put = (question: string, { start, end }: Typed, text: string): string =>
  question.slice(0, start) + text + question.slice(end);
