import type { Dictionary } from '../../bot/language/dictionary.ts';
import type { Tokenizer } from '../../bot/language/tokenizer.ts';
import type { Alteration } from './alterations/alteration.ts';
import { homophones, misconverted, misconvertedTwice } from './alterations/conversions.ts';
import { inKana, inKanaWithoutParticles, inKatakana, inSpacedKana } from './alterations/kana-only.ts';
import { inRomaji } from './alterations/letters.ts';
import {
  latinSlip,
  slipped,
  slippedAndConverted,
  slippedAtFirst,
  slippedElsewhere,
  slippedInKana,
} from './alterations/slipped.ts';
import { slips, wrongKana } from './alterations/slips.ts';
import type { Slip } from './alterations/slips.ts';
import {
  fullWidth,
  halfWidth,
  mixedOkurigana,
  otherKatakana,
  otherOkurigana,
} from './alterations/spellings.ts';

/** Every alteration by its name. */
export const alterations = (
  tokenizer: Tokenizer,
  dictionary: Dictionary,
): Readonly<Record<string, Alteration>> => {
  const bySound = homophones(dictionary);
  const misconvert = misconverted(tokenizer, bySound);
  const each = (
    prefix: string,
    kinds: Readonly<Record<string, Slip>>,
    alter: (tokenizer: Tokenizer, slip: Slip) => Alteration,
  ): Record<string, Alteration> =>
    Object.fromEntries(
      Object.entries(kinds).map(([name, slip]) => [`${prefix}: ${name}`, alter(tokenizer, slip)]),
    );
  return {
    'kana only': inKana(tokenizer),
    'kana only, spaced': inSpacedKana(tokenizer),
    'kana only, no particles': inKanaWithoutParticles(tokenizer),
    'katakana only': inKatakana(tokenizer),
    misconverted: misconvert,
    'misconverted twice': misconvertedTwice(misconvert),
    okurigana: otherOkurigana,
    'okurigana, mixed': mixedOkurigana,
    katakana: otherKatakana(tokenizer),
    'half-width': halfWidth,
    'full-width': fullWidth,
    ...each('slip', slips, slipped),
    ...each('slip elsewhere', slips, slippedElsewhere),
    ...each('slip', wrongKana, slipped),
    ...each('slip elsewhere', wrongKana, slippedElsewhere),
    ...each('slip at first', slips, slippedAtFirst),
    ...each('slip in kana only', slips, slippedInKana),
    'slip, half converted': slippedAndConverted(tokenizer, bySound),
    'slip in letters': latinSlip,
    'one word in letters': inRomaji(tokenizer, 1),
    'two words in letters': inRomaji(tokenizer, 2),
  };
};
