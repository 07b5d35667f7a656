import type { Analysis } from '../domain/understanding.ts';
import { isJapanese } from './japanese.ts';
import { normalise } from './normalise.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * What every recogniser reads of a text.
 * @param text as typed, already masked; any length, any content
 */
export const analyse = (tokenizer: Tokenizer, text: string): Analysis => {
  const normalised = normalise(text);
  const tokens = tokenizer.tokenise(normalised);
  return {
    text,
    normalised,
    tokens,
    reading: tokens.map((token) => token.reading).join(''),
    japanese: isJapanese(text),
  };
};
