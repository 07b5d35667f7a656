import { isCardNumber, isMyNumber } from './check-digits.ts';
import { digitsOf, spanOf, textOf, type Chain } from './digit-chains.ts';
import type { Span } from './finding.ts';

/**
 * Numbers with separators that are dates, times, versions or network addresses. A number without any
 * separator is never one of them here: twelve digits in a row may always be an Individual Number.
 */

const S = '[\\s.‐‑‒–—―─−ーｰ-]{1,4}';
const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DATE = `(?:${YEAR}${S}${MONTH}${S}${DAY}|${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))`;
const YEAR_MONTH = `${YEAR}${S}${MONTH}`;
const TIME = '(?:[01]?\\d|2[0-4])(?:[\\s.-]?[0-5]\\d){0,2}';

/** A date; two of them; with times; or a date with the serial number that receipts put behind it. */
const CALENDAR = new RegExp(
  `^(?:${DATE}(?:${S}${TIME}){0,2}(?:${S}${DATE}(?:${S}${TIME})?)?|${DATE}${S}\\d{1,6}|${YEAR_MONTH}(?:${S}${YEAR_MONTH})?|${YEAR}${S}${YEAR}(?:${S}${YEAR})*)$`,
);

export const isDateOrTime = (chain: Chain, text: string): boolean =>
  chain.length > 1 && CALENDAR.test(textOf(chain, text));

const DOTTED = /^\d{1,5}(?:\.\d{1,5}){2,4}$/;
const IP_ADDRESS = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const EVEN_FOURS = /^\d{4}(?:\.\d{4})+$/;
/** What stands before the number of a version. */
const VERSION_BEFORE =
  /(?:ver(?:sion)?\.?|v|バージョン|ビルド|build|chrome|edge|safari|firefox|windows|macos|ios|android|os|クローム|エッジ|IP(?:v4)?(?:アドレス)?)[\s::(/はが=]{0,3}$/i;

const before = ({ start }: Span, text: string): string => text.slice(Math.max(0, start - 16), start);

/** 10.0.19045.5247, 192.168.100.123; not 1234.5678.9018. */
export const isVersion = (chain: Chain, text: string): boolean => {
  const written = textOf(chain, text);
  if (!DOTTED.test(written) || EVEN_FOURS.test(written)) return false;
  if (IP_ADDRESS.test(written) || VERSION_BEFORE.test(before(spanOf(chain), text))) return true;
  return !isMyNumber(digitsOf(chain)) && !isCardNumber(digitsOf(chain));
};
