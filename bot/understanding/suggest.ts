import type { Article } from '../domain/knowledge.ts';
import type { Token } from '../domain/understanding.ts';
import { toKatakana } from '../language/kana.ts';
import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import type { Pause } from './article-index.ts';
import { merge, sortInSlices } from './sorted-lines.ts';
import type { Entry } from './sorted-lines.ts';

/** Characters from which on a beginning says enough to suggest something. */
export const SHORTEST_BEGINNING = 3;
/** More suggestions than this are not read while typing. */
const SUGGESTIONS = 5;

interface OwnEntries {
  fingerprint: string;
  entries: readonly Entry[];
}

/** All beginnings, sorted, so that those with one prefix lie together. */
export interface Suggestions {
  readonly tokenizer: Tokenizer;
  readonly sorted: readonly Entry[];
  readonly byArticle: ReadonlyMap<string, OwnEntries>;
}

export interface SuggestionsInput {
  tokenizer: Tokenizer;
  articles: readonly Article[];
  /** Taken from where articles have not changed. Only with the same tokenizer. */
  previous: Suggestions | null;
}

/** Rank added for each word that stands before the match, and for not being the title. */
const LATER_WORD = 1;
const NOT_TITLE = 4;
/** Articles or entries between two pauses. */
const SLICE = 500;

/** Where a word begins: in a question as written, and in its reading. */
interface Beginning {
  written: number;
  heard: number;
}

/** The beginnings of the words that say something, and of what domain words are made of (給与|明細). */
const beginningsOf = (tokenizer: Tokenizer, tokens: readonly Token[]): Beginning[] => {
  const meaningful = new Set(terms(tokens).map(({ start }) => start));
  const found: Beginning[] = [];
  let heard = 0;
  for (const { start, surface, reading } of tokens) {
    if (meaningful.has(start)) found.push({ written: start, heard });
    let inside = heard;
    for (const part of tokenizer.parts(surface)) {
      if (part.start > 0) found.push({ written: start + part.start, heard: inside });
      inside += part.reading.length;
    }
    heard += reading.length;
  }
  return found;
};

const entriesOf = (tokenizer: Tokenizer, article: Article): Entry[] =>
  [article.title, ...article.questions].flatMap((question, which) => {
    const text = normalise(question);
    const tokens = tokenizer.tokenise(text);
    const reading = tokens.map((token) => token.reading).join('');
    const written = { text: toKatakana(text), article: article.id };
    const heard = { text: toKatakana(reading), article: article.id };
    return beginningsOf(tokenizer, tokens).flatMap((beginning, place): Entry[] => {
      const rank = (which === 0 ? 0 : NOT_TITLE) + (beginning.written === 0 ? 0 : LATER_WORD * (place + 1));
      return [
        { line: written, start: beginning.written, rank },
        { line: heard, start: beginning.heard, rank },
      ];
    });
  });

/** What stays of the sorted entries before: those of articles that have not changed. */
const keepSorted = async (
  previous: Suggestions | null,
  byArticle: Suggestions['byArticle'],
  pause: Pause,
): Promise<Entry[]> => {
  const kept: Entry[] = [];
  for (const [at, entry] of (previous?.sorted ?? []).entries()) {
    const { article } = entry.line;
    if (byArticle.get(article) === previous?.byArticle.get(article)) kept.push(entry);
    if (at % SLICE === 0) await pause();
  }
  return kept;
};

/** Prepares the suggestions for all articles, in slices; unchanged ones are taken from `previous`. */
export const buildSuggestions = async (input: SuggestionsInput, pause: Pause): Promise<Suggestions> => {
  const { tokenizer, articles, previous } = input;
  const byArticle = new Map<string, OwnEntries>();
  const added: Entry[] = [];
  for (const article of articles) {
    const { id, fingerprint } = article;
    const known = previous?.byArticle.get(id);
    if (known?.fingerprint === fingerprint) {
      byArticle.set(id, known);
      if (byArticle.size % SLICE === 0) await pause();
      continue;
    }
    const entries = entriesOf(tokenizer, article);
    byArticle.set(id, { fingerprint, entries });
    for (const entry of entries) added.push(entry);
    await pause();
  }
  const kept = await keepSorted(previous, byArticle, pause);
  return { tokenizer, sorted: await merge(kept, await sortInSlices(added, pause), pause), byArticle };
};

const precedes = ({ line: { text }, start }: Entry, prefix: string): boolean => {
  for (let at = 0; at < prefix.length; at++) {
    if (start + at >= text.length) return true;
    const difference = text.charCodeAt(start + at) - prefix.charCodeAt(at);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

/** First place in the sorted entries whose text is not before `prefix`. */
const firstFrom = (sorted: readonly Entry[], prefix: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = sorted[middle];
    if (entry && precedes(entry, prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Entries that are looked at for one beginning, so that a short one costs no more than a long one. */
const LOOKED_AT = 500;

/** Articles that go on like the prefix, each with its lowest rank. */
const articlesFrom = (sorted: readonly Entry[], prefix: string): Map<string, number> => {
  const best = new Map<string, number>();
  const from = firstFrom(sorted, prefix);
  for (const { line, start, rank } of sorted.slice(from, from + LOOKED_AT)) {
    if (!line.text.startsWith(prefix, start)) break;
    best.set(line.article, Math.min(best.get(line.article) ?? Infinity, rank));
  }
  return best;
};

/** Ends of a beginning that an input method has not converted yet: 給与めいs → 給与めい. */
const UNFINISHED = /[a-z]{1,3}$/u;

const lowestFirst = (ranked: ReadonlyMap<string, number>): string[] =>
  [...ranked]
    .toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
    .slice(0, SUGGESTIONS)
    .map(([article]) => article);

/** A word that was found weighs more than any place in a question. Above every rank. */
const WORD_FOUND = 1000;
/** Words of a beginning that are looked up; more are no beginning. Range 4–10. */
const WORDS = 6;

/** The articles with most words of what was typed, in whatever order: 「公開 給与明細」. */
const byWords = ({ sorted, tokenizer }: Suggestions, typed: string): string[] => {
  const words = new Set(terms(tokenizer.tokenise(typed)).map(({ surface }) => toKatakana(surface)));
  const ranked = new Map<string, number>();
  for (const word of [...words].slice(0, WORDS)) {
    // One character begins too much to mean anything.
    if (word.length < 2) continue;
    for (const [article, rank] of articlesFrom(sorted, word))
      ranked.set(article, (ranked.get(article) ?? 0) + rank - WORD_FOUND);
  }
  return lowestFirst(ranked);
};

/**
 * Ids of the articles whose questions go on like the beginning, in writing or by reading, best first;
 * where none does, of those that have its words.
 * @param beginning as typed so far; fewer than `SHORTEST_BEGINNING` characters suggest nothing
 */
export const suggest = (suggestions: Suggestions, beginning: string): string[] => {
  const typed = normalise(beginning);
  if ([...typed].length < SHORTEST_BEGINNING) return [];
  const finished = typed.replace(UNFINISHED, '');
  for (const prefix of new Set([typed, finished].map(toKatakana))) {
    if (prefix.length < SHORTEST_BEGINNING) continue;
    const found = articlesFrom(suggestions.sorted, prefix);
    if (found.size > 0) return lowestFirst(found);
  }
  return byWords(suggestions, finished === '' ? typed : finished);
};
