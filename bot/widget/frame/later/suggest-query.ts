import { countCharacters } from '../graphemes.ts';

/** From the third character on (issue of the widget): two match half of everything. */
const FEWEST_CHARACTERS = 3;
/** Beyond this it is a story, not a question that is being looked for. */
const MOST_CHARACTERS = 60;

/**
 * What to look up for a text that is being typed; null when nothing should be offered. While a
 * conversion is going on, the Latin letters at the end are half a syllable (きゅうy) and left out.
 */
export const suggestQuery = (text: string, composing: boolean): string | null => {
  const settled = composing ? text.replace(/[a-zA-Zａ-ｚＡ-Ｚ]+$/, '') : text;
  const query = settled.trim();
  const length = countCharacters(query);
  if (length < FEWEST_CHARACTERS || length > MOST_CHARACTERS || query.includes('\n')) return null;
  return query;
};
