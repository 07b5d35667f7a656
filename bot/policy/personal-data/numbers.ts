import { digitsOf, chainsOf, spanOf, tightUnits, type Chain } from './digit-chains.ts';
import type { Finding, Span } from './finding.ts';
import { checkedType, MIN_DIGITS, mistypedType, typeOf, type Context, type Verdict } from './number-types.ts';

/** Digits of the longest personal number (cards). */
const MAX_DIGITS = 19;

/** A part of a chain and what it was found to be. */
interface Reading {
  chain: Chain;
  verdict: Verdict;
}

/** The + of +81 goes with its number. */
const spanIn = (chain: Chain, text: string): Span => {
  const { start, end } = spanOf(chain);
  return { start: text[start - 1] === '+' ? start - 1 : start, end };
};

/** People write a number in few parts; a window over many short ones is a list that passes by chance. */
const MAX_PARTS = 5;

/** The longest number with a valid check digit that begins with unit `from`. */
const longestChecked = (units: readonly Chain[], from: number, context: Context): Chain[] | null => {
  for (let parts = Math.min(MAX_PARTS, units.length - from); parts > 1; parts -= 1) {
    const window = units.slice(from, from + parts);
    const verdict = checkedType(window.flat(), context);
    if (verdict !== null && verdict !== 'nothing') return window;
  }
  return null;
};

/** Numbers beside others: 「1234 5678 9018 2026」, or 「123456789018-01」. Parts end where units or runs end. */
const readParts = (units: readonly Chain[], context: Context): Reading[] => {
  const readings: Reading[] = [];
  for (let from = 0; from < units.length;) {
    const window = longestChecked(units, from, context);
    const parts = window ? [window.flat()] : (units[from] ?? []).map((run) => [run]);
    readings.push(...parts.map((chain) => ({ chain, verdict: typeOf(chain, context) })));
    from += window?.length ?? 1;
  }
  return readings;
};

/** Consecutive units without a verdict: 「03 1234 5678」 is three. */
const unknownStretches = (readings: readonly Reading[]): Chain[][] => {
  const stretches: Chain[][] = [];
  let known = true;
  for (const { chain, verdict } of readings) {
    if (verdict === null && known) stretches.push([]);
    if (verdict === null) stretches.at(-1)?.push(chain);
    known = verdict !== null;
  }
  return stretches;
};

const readStretch = (units: readonly Chain[], context: Context): Reading[] => {
  const chain = units.flat();
  const verdict = typeOf(chain, context) ?? mistypedType(chain, context);
  return verdict === null ? readParts(units, context) : [{ chain, verdict }];
};

/**
 * A valid check digit over the whole beats what its parts may be, for the parts of a number can look
 * like dates or telephones by chance. Parts that hold together tightly beat an unchecked whole: 「03-1234-5678
 * 12」 is a telephone number and a 12. What is left is tried as a whole, then piece by piece.
 */
const readChain = (chain: Chain, context: Context): Reading[] => {
  const { length } = digitsOf(chain);
  if (length < MIN_DIGITS) return [];
  if (chain.length === 1) return [{ chain, verdict: typeOf(chain, context) }];
  const checked = length <= MAX_DIGITS ? checkedType(chain, context) : null;
  if (checked !== null) return [{ chain, verdict: checked }];
  const units = tightUnits(chain, context.text).map((unit) => ({
    chain: unit,
    verdict: typeOf(unit, context),
  }));
  return [...units, ...unknownStretches(units).flatMap((stretch) => readStretch(stretch, context))];
};

/** Personal numbers of any kind that consist of digits and separators only. */
export const findNumbers = (context: Context, blocked: readonly Span[]): Finding[] =>
  chainsOf(context.text, blocked)
    .flatMap((chain) => readChain(chain, context))
    .flatMap(({ chain, verdict }) =>
      verdict === null || verdict === 'nothing' ? [] : [{ ...spanIn(chain, context.text), type: verdict }],
    );
