import type { MaskType } from '../../domain/conversation.ts';
import { isCardNumber, isCorporateNumber, isMyNumber } from './check-digits.ts';
import { digitsOf, spanOf, textOf, type Chain } from './digit-chains.ts';
import type { Keywords } from './keywords.ts';
import { isDateOrTime, isVersion } from './lookalikes.ts';

/** The text, and what it says of its numbers. */
export interface Context {
  text: string;
  keywords: Keywords;
}

/** Digits of the shortest personal number (accounts). */
export const MIN_DIGITS = 7;

/** `nothing`: surely nobody's personal number. null: not known. */
export type Verdict = MaskType | 'nothing' | null;

const twelveDigits = (chain: Chain, { keywords }: Context): MaskType => {
  // Licences have 12 digits too; which of the two it is, is only a matter of the mark.
  return keywords.meaningOf(spanOf(chain)) === 'driver-license' ? 'driver-license' : 'my-number';
};

const isInternational = (chain: Chain, text: string): boolean => text[spanOf(chain).start - 1] === '+';

/** Numbers that prove themselves by a check digit (not: dates that happen to). */
export const checkedType = (chain: Chain, context: Context): Verdict => {
  const digits = digitsOf(chain);
  if (digits.length < 12 || digits.length > 19 || isInternational(chain, context.text)) return null;
  if (isDateOrTime(chain, context.text) || isVersion(chain, context.text)) return null;
  if (isMyNumber(digits)) return twelveDigits(chain, context);
  // One in 600 cards of 13 digits, which are no longer issued, is a corporate number by its digits too.
  if (isCorporateNumber(digits) && context.keywords.meaningOf(spanOf(chain)) !== 'credit-card')
    return 'nothing';
  return isCardNumber(digits) ? 'credit-card' : null;
};

const AMOUNT_AFTER = /^\s?(?:円|名|人|件|万|個|枚|回|%|ヶ月|か月|日|時間|分|秒|年|バイト|MB|KB)/;
const AMOUNT_BEFORE = /[¥$]\s?$/;

const isAmount = (chain: Chain, text: string): boolean => {
  const { start, end } = spanOf(chain);
  return (
    AMOUNT_AFTER.test(text.slice(end, end + 4)) ||
    AMOUNT_BEFORE.test(text.slice(Math.max(0, start - 2), start))
  );
};

/** Area codes begin with one 0; 11 digits are mobile, IP and 0800 numbers. With +81 the 0 falls away. */
const isPhone = (chain: Chain, text: string): boolean => {
  const digits = digitsOf(chain);
  if (isInternational(chain, text)) return digits.length >= 9 && digits.length <= 15;
  return /^(?:0[1-9]\d{8}|0[26-9]0\d{8}|050\d{8}|0800\d{7})$/.test(digits);
};

/** 7 digits, or the 8 of Japan Post Bank unless they are a date. */
const isAccountNumber = (digits: string): boolean =>
  digits.length === 7 || (digits.length === 8 && !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])/.test(digits));

/** Shapes that need a word nearby to be what they are. */
const byKeyword = (chain: Chain, { text, keywords }: Context): MaskType | null => {
  const digits = digitsOf(chain);
  const { length } = digits;
  if (length !== 7 && length !== 8 && length !== 10 && length !== 11) return null;
  const meaning = keywords.meaningOf(spanOf(chain));
  if (meaning === 'pension-number' && length === 10) return meaning;
  if (meaning === 'employment-insurance' && length === 11) return meaning;
  // 雇用保険被保険者番号 is often just called 被保険者番号: its 4-6-1 tells it from the health insurance's.
  if (meaning === 'health-insurance' && length === 11) return 'employment-insurance';
  if (meaning === 'bank-account' && isAccountNumber(digits) && !isAmount(chain, text)) return meaning;
  return null;
};

/** What a number with these digits and separators is, read as a whole. */
export const typeOf = (chain: Chain, context: Context): Verdict => {
  const { text, keywords } = context;
  // Shorter numbers only count as dates and versions, which have separators.
  if (chain.length === 1 && digitsOf(chain).length < MIN_DIGITS) return null;
  const checked = checkedType(chain, context);
  if (checked !== null) return checked;
  if (isDateOrTime(chain, text) || isVersion(chain, text)) return 'nothing';
  if (chain.length === 1 && !isInternational(chain, text) && digitsOf(chain).length === 12)
    return twelveDigits(chain, context);
  const known = byKeyword(chain, context);
  if (known !== null) return known;
  if (!isPhone(chain, text) || isAmount(chain, text)) return null;
  return keywords.meaningOf(spanOf(chain)) === 'none' ? null : 'phone';
};

/** 2026-1122-0001: a year, a day, and the number of a ticket or receipt. */
const DATED_SERIAL = /^(?:19|20)\d\d\D{1,4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\D/;

/** One number in a few parts, or one that signs hold together; a row or a column of numbers is neither. */
const isOneNumber = (written: string, parts: number): boolean =>
  !/\s/.test(written) || (parts <= 3 && !/\n.*\n/s.test(written));

/**
 * Twelve digits in parts without a valid check digit: an Individual Number with a slip, unless the text
 * says otherwise or it looks like other numbers.
 */
export const mistypedType = (chain: Chain, context: Context): Verdict => {
  if (digitsOf(chain).length !== 12) return null;
  const meaning = context.keywords.meaningOf(spanOf(chain));
  if (meaning === 'my-number' || meaning === 'driver-license') return meaning;
  const written = textOf(chain, context.text);
  if (meaning === 'none' || DATED_SERIAL.test(written) || !isOneNumber(written, chain.length)) return null;
  return 'my-number';
};
