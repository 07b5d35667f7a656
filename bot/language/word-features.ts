import type { Token } from '../domain/understanding.ts';
import type { Dictionary } from './dictionary.ts';
import { toKatakana } from './kana.ts';
import { PART_OF_SPEECH, WORD } from './word-columns.ts';

/** What a token says besides its place. */
export type Features = Omit<Token, 'start' | 'end'>;

/**
 * Features of a row of the dictionary's words.
 * @param surface the word as it was found; decides where the dictionary does not
 */
export const featuresOf = (dictionary: Dictionary, row: number, surface: string): Features => {
  const { forms, formsAt, partsOfSpeech, words } = dictionary;
  const from = formsAt[row] ?? 0;
  const between = forms.indexOf('\t', from);
  const { pos = '', posDetail = '' } = partsOfSpeech[words[row * WORD + PART_OF_SPEECH] ?? 0] ?? {};
  return {
    surface,
    base: forms.slice(from, between) || surface,
    reading: forms.slice(between + 1, formsAt[row + 1]) || toKatakana(surface),
    pos,
    posDetail,
  };
};
