import { isDigitUnit, isKatakanaUnit, LONG_MARK, NOT_PLAIN, plainOf, SPACE } from './plain-characters.ts';

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

/** All rules, one after the other: right for any text, and fifteen passes over it. */
export const normaliseByRules = (text: string): string =>
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

/** Longer texts go by the rules: their units would be too many arguments. Messages have 1,000 at most. */
const LONGEST_PLAIN = 1000;
const HYPHEN = 0x2d;

/** A plain character that a rule may take in hand because of the one before it. */
const isTouched = (unit: number, previous: number, run: number): boolean => {
  if (unit === previous) return unit === SPACE || unit === LONG_MARK || (run > 2 && !isDigitUnit(unit));
  return unit === HYPHEN && isKatakanaUnit(previous);
};

const UNTOUCHED = 0;
const OTHER_UNITS = 1;
const TOUCHED = 2;

/** What is to be done with a text: nothing, put plain units for others, or all rules. */
const workOn = (text: string): number => {
  let previous = SPACE;
  let run = 0;
  let work = UNTOUCHED;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const plain = plainOf(unit);
    run = plain === previous ? run + 1 : 1;
    if (plain === NOT_PLAIN || isTouched(plain, previous, run)) return TOUCHED;
    if (plain !== unit) work = OTHER_UNITS;
    previous = plain;
  }
  return previous === SPACE && text.length > 0 ? TOUCHED : work;
};

/**
 * Well-formed, NFKC, without controls, invisible characters and emoji, white space as single spaces,
 * runs collapsed, lower case. Never longer than 18 times the input (NFKC), usually shorter; idempotent.
 */
export const normalise = (text: string): string => {
  const work = text.length > LONGEST_PLAIN ? TOUCHED : workOn(text);
  if (work === UNTOUCHED) return text;
  if (work === TOUCHED) return normaliseByRules(text);
  return String.fromCharCode(...Array.from(text, (character) => plainOf(character.charCodeAt(0))));
};
