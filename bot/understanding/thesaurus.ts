import type { SynonymGroup } from '../domain/knowledge.ts';
import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';

/** Another way to say a phrase of the question, as keys of words; more than one key for a compound. */
export interface Alternative {
  phrase: string;
  keys: readonly string[];
}

/** Which phrases mean the same. Editors' groups and the general dictionary are asked in the same way. */
export interface Thesaurus {
  /** Alternatives of a phrase as `normalise` writes it; `[]` when none is known. */
  of(phrase: string): readonly Alternative[];
}

/** Tokenised alternatives that are remembered; the dictionary has 26,000 groups. */
const REMEMBERED = 5000;

/**
 * @param groups phrases that mean the same; a phrase may stand in several groups
 */
export const createThesaurus = (tokenizer: Tokenizer, groups: readonly SynonymGroup[]): Thesaurus => {
  const byPhrase = new Map<string, string[]>();
  for (const group of groups) {
    const phrases = [...new Set(group.map(normalise))];
    for (const phrase of phrases) {
      const others = phrases.filter((other) => other !== phrase);
      byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), ...others]);
    }
  }
  const remembered = new Map<string, readonly Alternative[]>();
  const read = (phrase: string): readonly Alternative[] =>
    [...new Set(byPhrase.get(phrase))]
      .map((other) => ({ phrase: other, keys: terms(tokenizer.tokenise(other)).map((term) => term.key) }))
      .filter(({ keys }) => keys.length > 0);
  return {
    of: (phrase) => {
      if (!byPhrase.has(phrase)) return [];
      const known = remembered.get(phrase) ?? read(phrase);
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(phrase, known);
      return known;
    },
  };
};
