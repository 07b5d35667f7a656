import { isKatakana, toKatakana } from '../../../bot/language/kana.ts';
import type { Tokenizer } from '../../../bot/language/tokenizer.ts';
import { changed } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import { inKana } from './kana-only.ts';
import { slips } from './slips.ts';
import type { Slip } from './slips.ts';
import { put, slippery } from './typed-words.ts';

/** One slip in the reading of the longest word, which then stays in kana: no input method converts it. */
export const slipped =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const [word] = slippery(tokenizer, question);
    if (!word) return null;
    const at = 1 + (number % Math.max(1, word.kana.length - 2));
    return changed(question, put(question, word, slip(word.kana, at)));
  };

/** The same in any word, anywhere in it but on its first kana. */
export const slippedElsewhere =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const words = slippery(tokenizer, question);
    const word = words[(number * 7 + 1) % Math.max(1, words.length)];
    if (!word) return null;
    const at = word.kana.length - 1 - ((number * 5) % Math.max(1, word.kana.length - 2));
    const kana = slip(word.kana, Math.min(at, word.kana.length - 2));
    return kana === word.kana ? null : put(question, word, kana);
  };

/** The same on the first kana of any word. */
export const slippedAtFirst =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const words = slippery(tokenizer, question);
    const word = words[number % Math.max(1, words.length)];
    return word ? changed(question, put(question, word, slip(word.kana, 0))) : null;
  };

/** A slip in everything typed in kana and never converted. */
export const slippedInKana =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const altered = slippedElsewhere(tokenizer, slip)(question, number);
    return altered === null ? null : inKana(tokenizer)(altered, number);
  };

/** A slip, and its beginning converted all the same: 給|よめさい. */
export const slippedAndConverted =
  (tokenizer: Tokenizer, bySound: ReadonlyMap<string, string[]>): Alteration =>
  (question, number) => {
    const [word] = slippery(tokenizer, question);
    if (!word || isKatakana(word.kana)) return null;
    const at = 1 + (number % Math.max(1, word.kana.length - 2));
    const kana = (number % 2 === 0 ? slips.drop : slips.swap)?.(word.kana, at) ?? '';
    for (let length = kana.length - 1; length >= 2; length--) {
      const written = bySound.get(toKatakana(kana.slice(0, length)))?.[0];
      if (written !== undefined) return put(question, word, written + kana.slice(length));
    }
    return null;
  };

/** One slip in a word of Latin letters. */
export const latinSlip: Alteration = (question, number) => {
  const words = [...question.matchAll(/[a-z]{4,}/gu)];
  const word = words[number % Math.max(1, words.length)];
  if (!word) return null;
  const [text] = word;
  const at = 1 + (number % (text.length - 2));
  const slip = Object.values(slips)[number % 3];
  return changed(
    question,
    put(question, { start: word.index, end: word.index + text.length, kana: text }, slip?.(text, at) ?? text),
  );
};
