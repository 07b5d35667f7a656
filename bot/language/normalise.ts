/**
 * Text as every recogniser reads it. The order matters: NFKC turns half-width kana and full-width Latin
 * into the usual forms, and only then can runs and dashes be told apart.
 */

/** Half a character of a pair; kuromoji throws on it. */
const LONE_SURROGATE = /\p{Cs}/gu;
const LINE_OR_SPACE = /[\s\p{Z}]+/gu;
/** Zero-width characters: dropped before white space is read, of which the byte order mark counts as one. */
const ZERO_WIDTH = /\p{Cf}/gu;
/** Controls, unassigned characters, and what only decorates: two emoji in a row make kuromoji drop a letter. */
const INVISIBLE = /[\p{Cc}\p{Co}\p{Cn}\ufe00-\ufe0f\u20e3]/gu;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}]/gu;
/** Dashes that people type for the long vowel mark; NFKC leaves them apart. */
const DASH_IN_KATAKANA = /(?<=[ァ-ヺー])[\u2010-\u2015\u2212\u2500\u02d7-](?![a-z0-9])/gu;
const WAVE = /[〜～]/gu;
/** The same mark or kana over and over (！！！, えーーー, あああ); digits and Latin letters mean something. */
const RUN = /([^\p{N}\p{Script=Latin}\s])\1{2,}/gu;
const LONG_MARK_RUN = /ー{2,}/gu;
/** Keeps `www` and `AAA`, not a cat on the keyboard. */
const LATIN_RUN = /(\p{Script=Latin})\1{3,}/gu;

/**
 * Well-formed, NFKC, without controls, invisible characters and emoji, white space as single spaces,
 * runs collapsed, lower case. Never longer than 18 times the input (NFKC), usually shorter; idempotent.
 */
export const normalise = (text: string): string =>
  text
    .replace(LONE_SURROGATE, '')
    .normalize('NFKC')
    .replace(ZERO_WIDTH, '')
    .replace(LINE_OR_SPACE, ' ')
    .replace(EMOJI, ' ')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFKC')
    .replace(DASH_IN_KATAKANA, 'ー')
    .replace(WAVE, '~')
    .replace(LONG_MARK_RUN, 'ー')
    .replace(RUN, '$1$1')
    .replace(LATIN_RUN, '$1$1$1')
    .replace(/ {2,}/gu, ' ')
    .trim();
