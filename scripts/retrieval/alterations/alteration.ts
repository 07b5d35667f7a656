import { hasKanji } from '../../../bot/language/kana.ts';
import type { Token } from '../../../bot/domain/understanding.ts';

/**
 * A question as a hurried person types it, made from a clean one by a rule, so that the loss against the
 * clean question can be measured; null where there is nothing to alter.
 * @param number of the question, which decides where one of several places is altered
 */
export type Alteration = (question: string, number: number) => string | null;

export const changed = (question: string, altered: string): string | null =>
  altered === question ? null : altered;

export const toHiragana = (katakana: string): string =>
  katakana.replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

export const kanaOf = ({ surface, reading }: Token): string =>
  hasKanji(surface) ? toHiragana(reading) : surface;
