import type { Finding } from './finding.ts';
import type { Keywords } from './keywords.ts';

const S = '[.‐‑‒–—―─−ー-]?';
/** AB12345678CD, also with hyphens and in small letters. */
const CARD = `[a-z]{2}${S}\\d{4}${S}\\d{4}${S}[a-z]{2}`;
/** With blanks it also fits 「ID 20261122 OK」, so a word nearby must say what it is. */
const SPACED_CARD = '[a-z]\\s?[a-z][\\s-]{0,2}(?:\\d[\\s-]{0,2}){8}[a-z]\\s?[a-z]';

const pattern = new RegExp(`(?<![a-z0-9])(?:(${CARD})|${SPACED_CARD})(?![a-z0-9])`, 'gi');

/** Numbers of residence cards (在留カード): two letters, eight digits, two letters. */
export const findResidenceCards = (text: string, keywords: Keywords): Finding[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: match, 1: certain }) => ({
    finding: { type: 'residence-card' as const, start: index, end: index + match.length },
    certain: certain !== undefined,
  })).flatMap(({ finding, certain }) =>
    certain || keywords.meaningOf(finding) === 'residence-card' ? [finding] : [],
  );
