import { overlaps, type Span } from './finding.ts';

/** Digits without anything between them. */
export interface Run extends Span {
  digits: string;
}

/** Runs that only separators part, so that people may mean them as one number. In order, never empty. */
export type Chain = readonly Run[];

/** Most separators between two digits of one number: a hyphen between blanks, or a line break with indentation. */
const SEPARATORS = /^[\s.‐‑‒–—―─−ーｰ-]{1,4}$/;
/** One sign and no blank: 090-1234 belongs closer together than 1234 5678. */
const TIGHT = /^\S$/;

export const digitsOf = (chain: Chain): string => chain.map(({ digits }) => digits).join('');

export const spanOf = (chain: Chain): Span => ({ start: chain[0]?.start ?? 0, end: chain.at(-1)?.end ?? 0 });

export const textOf = (chain: Chain, text: string): string => {
  const { start, end } = spanOf(chain);
  return text.slice(start, end);
};

/** 1,234,567: thousands between commas are an amount, and no part of another number. */
const isThousands = ({ start, end, digits }: Run, text: string): boolean =>
  (digits.length === 3 && /\d,$/.test(text.slice(Math.max(0, start - 2), start))) ||
  (digits.length <= 3 && /^,\d{3}(?!\d)/.test(text.slice(end, end + 5)));

const runsOf = (text: string, blocked: readonly Span[]): Run[] => {
  const runs: Run[] = [];
  let next = 0;
  for (const { index: start, 0: digits } of text.matchAll(/\d+/g)) {
    const run = { start, end: start + digits.length, digits };
    // Both lists are in order, so each blocked place is passed once.
    while ((blocked[next]?.end ?? Infinity) <= start) next += 1;
    const place = blocked[next];
    if (!(place && overlaps(place, run)) && !isThousands(run, text)) runs.push(run);
  }
  return runs;
};

const split = (runs: readonly Run[], joins: (between: string) => boolean, text: string): Chain[] => {
  const chains: Run[][] = [];
  for (const run of runs) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    if (chain && last && joins(text.slice(last.end, run.start))) chain.push(run);
    else chains.push([run]);
  }
  return chains;
};

/** All numbers of the text that a person may have written as one, outside the blocked places. */
export const chainsOf = (text: string, blocked: readonly Span[]): Chain[] =>
  split(runsOf(text, blocked), (between) => SEPARATORS.test(between), text);

/** The parts of a chain that hold together by single signs. */
export const tightUnits = (chain: Chain, text: string): Chain[] =>
  split(chain, (between) => TIGHT.test(between), text);
