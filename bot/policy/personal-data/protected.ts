import type { Span } from './finding.ts';

const URL_END = '\\s\\u3000-\\u9fff\\uff00-\\uffef"\'<>()\\u0001';

/**
 * Places whose digits are nobody's number: the path of an address on the web (its query is looked at,
 * for forms put people's data there), ids such as UUIDs and hashes. Every quantifier is bounded, so that
 * no text takes more than linear time.
 */
const PROTECTED = new RegExp(
  [
    `https?:\\/\\/[^${URL_END}?#]*`,
    `(?<![\\w.@-])(?:[a-z0-9-]{1,63}\\.){1,5}[a-z]{2,24}(?::\\d{1,5})?\\/[^${URL_END}?#]*`,
    '(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])',
    '(?<![0-9a-z])(?=[0-9]{0,63}[a-f])[0-9a-f]{24,64}(?![0-9a-z])',
  ].join('|'),
  'gi',
);

export const protectedSpans = (text: string): Span[] =>
  Array.from(text.matchAll(PROTECTED), ({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
