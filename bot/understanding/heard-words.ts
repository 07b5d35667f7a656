import type { Token } from '../domain/understanding.ts';
import { hasKanji } from '../language/kana.ts';
import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { wordKey } from '../language/variants.ts';
import type { Pause } from './article-index.ts';
import type { Lexicon } from './lexicon.ts';
import { spokenForms } from './spoken-forms.ts';
import type { ThesaurusSource } from './thesaurus.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A phrase that no article has; it counts only when nothing else sounds like that. */
const ONLY_LEADS = { key: null, times: 0 };

/** The forms of all verbs and adjectives of a text. */
const addForms = (lexicon: Lexicon, tokens: readonly Token[]): void => {
  for (const token of tokens)
    for (const { reading, spelling } of spokenForms(token)) lexicon.add(reading, spelling, ONLY_LEADS);
};

/** Tokens that a compound is made of. */
const LONGEST_COMPOUND = 3;

const joins = ({ pos, posDetail }: Token): boolean =>
  (pos === '名詞' && posDetail !== '数' && posDetail !== '非自立') || pos === '接頭詞';

/**
 * Nouns that stand side by side (対象|外, 何|日): one word in the ear, and surer than its parts, since たい|障害
 * sounds the same.
 */
const addCompounds = (lexicon: Lexicon, tokens: readonly Token[]): void => {
  for (const [at, first] of tokens.entries()) {
    let { reading, surface } = first;
    if (!joins(first)) continue;
    for (const next of tokens.slice(at + 1, at + LONGEST_COMPOUND)) {
      if (!joins(next)) break;
      reading += next.reading;
      surface += next.surface;
      if (hasKanji(surface) && next.pos === '名詞') lexicon.add(reading, surface, { key: null, times: 1 });
    }
  }
};

/** What may be heard of a text besides its words. */
export const addHeard = (lexicon: Lexicon, tokens: readonly Token[]): void => {
  addForms(lexicon, tokens);
  addCompounds(lexicon, tokens);
};

export interface Listener {
  tokenizer: Tokenizer;
  vocabulary: Vocabulary;
}

/** Groups read between two pauses: a millisecond or two. */
const SLICE = 25;

const addPhrase = ({ tokenizer, vocabulary }: Listener, phrase: string): void => {
  const tokens = tokenizer.tokenise(phrase);
  vocabulary.lexicon.add(tokens.map(({ reading }) => reading).join(''), phrase, ONLY_LEADS);
  const [only] = tokens;
  if (only && tokens.length === 1) addForms(vocabulary.lexicon, [only]);
};

/** Phrases that lead to each other, and the keys by which one sees whether an article has one of them. */
interface Group {
  phrases: readonly string[];
  keys: readonly string[];
}

const groupOf = ({ tokenizer }: Listener, group: readonly string[]): Group => {
  const phrases = group.map(normalise);
  const parts = phrases.flatMap((phrase) => terms(tokenizer.parts(phrase)).map(({ key }) => key));
  return { phrases, keys: [...phrases.map(wordKey), ...parts] };
};

const groupsOf = async (
  listener: Listener,
  { same, leads = [] }: ThesaurusSource,
  pause: Pause,
): Promise<Group[]> => {
  const groups: Group[] = [];
  for (const group of [...same, ...leads.map(({ say, means }) => [...say, ...means])]) {
    groups.push(groupOf(listener, group));
    if (groups.length % SLICE === 0) await pause();
  }
  return groups;
};

/** Groups of which no article has had a word so far, for each vocabulary and source. */
const waiting = new WeakMap<Vocabulary, WeakMap<ThesaurusSource['same'], Waiting>>();

interface Waiting {
  groups: readonly Group[];
  /** Keys that the vocabulary had when they were looked up last. */
  size: number;
}

/**
 * Phrases that lead to words of the articles are heard like these: who types ていねん in kana means 定年, for
 * which the articles say 退職. A source that was read before costs only what new articles have made known.
 */
export const addPhrases = async (
  listener: Listener,
  source: ThesaurusSource,
  pause: Pause,
): Promise<void> => {
  const { vocabulary } = listener;
  const bySource = waiting.get(vocabulary) ?? new WeakMap<object, Waiting>();
  waiting.set(vocabulary, bySource);
  const known = bySource.get(source.same);
  if (known?.size === vocabulary.size) return;
  const groups = known?.groups ?? (await groupsOf(listener, source, pause));
  const still: Group[] = [];
  for (const [at, group] of groups.entries()) {
    if (at % SLICE === 0) await pause();
    if (!group.keys.some((key) => vocabulary.find(key) >= 0)) {
      still.push(group);
      continue;
    }
    for (const phrase of group.phrases) addPhrase(listener, phrase);
  }
  bySource.set(source.same, { groups: still, size: vocabulary.size });
};
