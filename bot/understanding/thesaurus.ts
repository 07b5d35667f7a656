import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { wordKey } from '../language/variants.ts';
import type { Pause } from './article-index.ts';
import { withoutLinks } from './links.ts';
import { PhraseFilter } from './phrase-filter.ts';

/** Another way to say a phrase of the question, as keys of words; more than one key for a compound. */
export interface Alternative {
  phrase: string;
  keys: readonly string[];
}

/** Which phrases mean the same, or lead to another. Every source of synonyms is asked in the same way. */
export interface Thesaurus {
  /** Phrases that stand for this one as `normalise` writes it; `[]` when none is known. */
  of(phrase: string): readonly Alternative[];
  /** Of all its phrases: cheaper than asking for each. */
  readonly phrases: PhraseFilter;
}

export interface ThesaurusSource {
  /** Groups whose phrases stand for each other. */
  same: readonly (readonly string[])[];
  /** Phrases that lead to others, not back. */
  leads?: readonly { say: readonly string[]; means: readonly string[] }[];
}

/** Phrases whose tokenised alternatives are remembered; the general dictionary has 40,000. */
const REMEMBERED = 5000;

/** Groups read between two pauses: a millisecond. */
const SLICE = 200;

const LINK = /[^][がをはにのでへ][^]/u;

/** A phrase with a particle is found without it, too. */
const withAndWithoutLinks = (tokenizer: Tokenizer, phrase: string): readonly string[] =>
  LINK.test(phrase) ? [phrase, withoutLinks(tokenizer.tokenise(phrase))] : [phrase];

/** Leads read between two pauses: each is a dozen phrases, some of which are cut into words. */
const LEADS_SLICE = 10;

const collect = async (
  tokenizer: Tokenizer,
  { same, leads = [] }: ThesaurusSource,
  pause: Pause,
): Promise<Map<string, Set<string>>> => {
  const byPhrase = new Map<string, Set<string>>();
  const add = (from: string, to: readonly string[]): void => {
    // Under its key too, so that 申込み finds what is listed as 申し込み.
    for (const phrase of new Set([from, wordKey(from)])) {
      const known = byPhrase.get(phrase) ?? new Set<string>();
      byPhrase.set(phrase, known);
      for (const other of to) if (other !== from) known.add(other);
    }
  };
  for (const [at, group] of same.entries()) {
    const phrases = [...new Set(group.map(normalise))];
    for (const phrase of phrases) add(phrase, phrases);
    if (at % SLICE === SLICE - 1) await pause();
  }
  for (const [at, { say, means }] of leads.entries()) {
    const targets = means.map(normalise);
    for (const phrase of say)
      for (const form of withAndWithoutLinks(tokenizer, normalise(phrase))) add(form, targets);
    if (at % LEADS_SLICE === LEADS_SLICE - 1) await pause();
  }
  return byPhrase;
};

/** Reads the phrases, in slices; what stands for one is cut into words when it is first asked for. */
export const createThesaurus = async (
  tokenizer: Tokenizer,
  source: ThesaurusSource,
  pause: Pause,
): Promise<Thesaurus> => {
  const byPhrase = await collect(tokenizer, source, pause);
  const filter = new PhraseFilter();
  let added = 0;
  for (const phrase of byPhrase.keys()) {
    filter.add(phrase);
    if (++added % (10 * SLICE) === 0) await pause();
  }
  const remembered = new Map<string, readonly Alternative[]>();
  const read = (others: ReadonlySet<string>): readonly Alternative[] =>
    [...others]
      .map((phrase) => ({
        phrase,
        keys: [...new Set(terms(tokenizer.tokenise(phrase)).map(({ key }) => key))],
      }))
      .filter(({ keys }) => keys.length > 0);
  return {
    phrases: filter,
    of: (phrase) => {
      const others = byPhrase.get(phrase);
      if (!others) return [];
      const known = remembered.get(phrase) ?? read(others);
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(phrase, known);
      return known;
    },
  };
};
