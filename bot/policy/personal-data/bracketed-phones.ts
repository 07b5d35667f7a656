import type { Finding } from './finding.ts';

/** 03(1234)5678, (03)1234-5678, +81(0)90-1234-5678: brackets part digits in telephone numbers only. */
const BRACKETED =
  /(?<![\d+])(?:\+?81[\s-]{0,2})?(?:\(0\d{1,4}\)[\s-]?\d{1,4}[\s-]{1,2}\d{3,4}|0\d{1,4}[\s-]?\(\d{1,4}\)[\s-]?\d{3,4}|\(0\)\s?\d{1,4}[\s-]?\d{1,4}[\s-]?\d{3,4})(?!\d)/g;

export const findBracketedPhones = (text: string): Finding[] =>
  Array.from(text.matchAll(BRACKETED), ({ index, 0: match }) => ({ index, match }))
    .filter(({ match }) => /^(?:81)?0[1-9]\d{8,9}$/.test(match.replace(/\D/g, '')))
    .map(({ index, match }) => ({ type: 'phone', start: index, end: index + match.length }));
