import type { Article } from '../domain/knowledge.ts';
import { grams } from '../language/grams.ts';
import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { decode } from './decode.ts';
import { addHeard } from './heard-words.ts';
import { Lexicon } from './lexicon.ts';
import { soundOf } from './sound.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Fields of an article, in the order of every triple here. */
export const fields = ['question', 'answer', 'tag'] as const;
export type FieldIndex = 0 | 1 | 2;

/** Ten bits for each field's count in one number: 1,023 is more than saturation can tell apart. */
const COUNT_BITS = 10;
const COUNT_MAX = (1 << COUNT_BITS) - 1;

/** Set in the packed counts of the title's words: the one bit above the three counts that keeps the number positive. */
const IN_TITLE = 1 << (3 * COUNT_BITS);

/** Whether a key stands in the title or in a tag: what an article is about. */
export const isNaming = (packed: number): boolean => packed >>> (2 * COUNT_BITS) !== 0;

export const countIn = (packed: number, field: FieldIndex): number =>
  (packed >>> (field * COUNT_BITS)) & COUNT_MAX;

const addTo = (packed: number, field: FieldIndex): number =>
  countIn(packed, field) === COUNT_MAX ? packed : packed + (1 << (field * COUNT_BITS));

type Lengths = [question: number, answer: number, tag: number];

/** What an article holds, as the index sees it. */
export interface Contents {
  /** Each key once, with its occurrences by field, packed, and `IN_TITLE`. */
  counts: ReadonlyMap<number, number>;
  /** Words and grams in each field. */
  wordLengths: Lengths;
  gramLengths: Lengths;
  /** Keys of the words of the title and of each question, each once and sorted. */
  questions: readonly Int32Array[];
}

interface Draft {
  counts: Map<number, number>;
  wordLengths: Lengths;
  gramLengths: Lengths;
  /** The article's own words by their readings: what its questions in kana are made of. */
  lexicon: Lexicon;
}

export interface DocumentContext {
  tokenizer: Tokenizer;
  vocabulary: Vocabulary;
  /** Titles, questions and tags whose words the lexicon has counted before. */
  counted: ReadonlySet<string>;
}

/** Long enough in kana alone that the tokenizer's cuts are guesses. */
const KANA_ONLY = /^[\p{Script=Hiragana}ー\s、。?!]{6,}$/u;

const addKeys = (draft: Draft, keys: readonly number[], field: FieldIndex): void => {
  for (const key of keys) draft.counts.set(key, addTo(draft.counts.get(key) ?? 0, field));
};

/** A question in kana: the words of the article that it sounds like, and nothing else. */
const addKana = ({ tokenizer }: DocumentContext, draft: Draft, text: string): Int32Array => {
  const tokens = tokenizer.tokenise(text);
  const { words: heard } = decode(draft.lexicon, soundOf(tokens, new Set(tokens)));
  const keys = [...new Set(heard.flatMap(({ word }) => word.keys))];
  addKeys(draft, keys, 0);
  draft.wordLengths[0] += heard.length;
  return Int32Array.from(keys).toSorted();
};

const addText = (context: DocumentContext, draft: Draft, text: string, field: FieldIndex): Int32Array => {
  const { tokenizer, vocabulary } = context;
  const lexicons = context.counted.has(text) ? [draft.lexicon] : [vocabulary.lexicon, draft.lexicon];
  const normalised = normalise(text);
  const tokens = tokenizer.tokenise(normalised);
  const found = terms(tokens);
  const keys = found.map((term) => vocabulary.number(term.key));
  addKeys(draft, keys, field);
  draft.wordLengths[field] += keys.length;
  for (const [place, { surface, reading }] of found.entries()) {
    const parts = terms(tokenizer.parts(surface));
    addKeys(
      draft,
      parts.map((part) => vocabulary.number(part.key)),
      field,
    );
    if (field === 1) continue;
    for (const lexicon of lexicons) {
      lexicon.add(reading, surface, { key: keys[place] ?? 0, times: 1 });
      for (const part of parts)
        lexicon.add(part.reading, part.surface, { key: vocabulary.number(part.key), times: 1 });
    }
  }
  if (field !== 1 && lexicons.length > 1) addHeard(vocabulary.lexicon, tokens);
  const pairs = grams(normalised);
  addKeys(
    draft,
    pairs.map((gram) => vocabulary.numberOfGram(gram)),
    field,
  );
  draft.gramLengths[field] += pairs.length;
  return Int32Array.from(new Set(keys)).toSorted();
};

/** Reads one article: tokenises its title, questions, answer and tags. */
export const readDocument = (context: DocumentContext, article: Article): Contents => {
  const draft: Draft = {
    counts: new Map(),
    wordLengths: [0, 0, 0],
    gramLengths: [0, 0, 0],
    lexicon: new Lexicon(),
  };
  const asked = [article.title, ...article.questions, ...article.phrasings].map((text) => ({
    text,
    kana: KANA_ONLY.test(text),
  }));
  const written = asked.filter(({ kana }) => !kana).map(({ text }) => addText(context, draft, text, 0));
  addText(context, draft, article.text, 1);
  for (const tag of article.tags) addText(context, draft, tag, 2);
  const inKana = asked.filter(({ kana }) => kana).map(({ text }) => addKana(context, draft, normalise(text)));
  const questions = [...written, ...inKana];
  for (const key of questions[0] ?? []) draft.counts.set(key, (draft.counts.get(key) ?? 0) | IN_TITLE);
  const { counts, wordLengths, gramLengths } = draft;
  return { counts, wordLengths, gramLengths, questions };
};
