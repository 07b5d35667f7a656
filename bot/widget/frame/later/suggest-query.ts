import { mask } from '../../../policy/personal-data/mask.ts';
import { countCharacters } from '../graphemes.ts';

/** From the third character on (issue of the widget): two match half of everything. */
const FEWEST_CHARACTERS = 3;
/** Beyond this it is a story, not a question that is being looked for. */
const MOST_CHARACTERS = 60;

/** What stands where something was masked. */
const MARK = /〔[^〕]*〕/g;
/** A number or an address that is not complete yet, and so not masked yet; no question is found by one. */
const HALF_TYPED = /[\p{Nd}][\p{Nd}\s.‐‑–—−ーｰ-]{3,}|[\w.+-]*[@＠][\w.-]*/gu;

/** Nothing that could become personal data is looked up, since that leaves the browser while it is typed. */
const withoutPersonalData = (text: string): string =>
  mask(text).text.replace(MARK, ' ').replace(HALF_TYPED, ' ');

/**
 * What to look up for a text that is being typed; null when nothing should be offered. While a
 * conversion is going on, the Latin letters at the end are half a syllable (きゅうy) and left out.
 */
export const suggestQuery = (text: string, composing: boolean): string | null => {
  if (countCharacters(text) > MOST_CHARACTERS || text.includes('\n')) return null;
  const settled = composing ? text.replace(/[a-zA-Zａ-ｚＡ-Ｚ]+$/, '') : text;
  const query = withoutPersonalData(settled).trim();
  return countCharacters(query) < FEWEST_CHARACTERS ? null : query;
};
