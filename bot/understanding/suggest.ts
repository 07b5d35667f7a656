import type { Article } from '../domain/knowledge.ts';
import type { Token } from '../domain/understanding.ts';
import { toKatakana } from '../language/kana.ts';
import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { numberOf, numbersOf } from './article-index.ts';
import type { Document, Pause } from './article-index.ts';
import { BeginningList } from './beginnings.ts';
import type { Beginnings } from './beginnings.ts';
import { IntList } from './int-list.ts';

/** Characters from which on a beginning says enough to suggest something. */
export const SHORTEST_BEGINNING = 3;
/** More suggestions than this are not read while typing. */
const SUGGESTIONS = 5;

/** All beginnings, sorted, so that those with one prefix lie together. */
export interface Suggestions {
  readonly tokenizer: Tokenizer;
  readonly beginnings: Beginnings;
  /** The text of each line and the number of its article. */
  readonly texts: readonly string[];
  readonly articleOf: Int32Array;
  /** Lines of article a: from `firstLine[a]` up to `firstLine[a + 1]`. */
  readonly firstLine: Int32Array;
  readonly documents: readonly Document[];
  readonly numbers: ReadonlyMap<string, number>;
}

export interface SuggestionsInput {
  tokenizer: Tokenizer;
  articles: Iterable<Article>;
  /** Taken from where articles have not changed. Only with the same tokenizer. */
  previous: Suggestions | null;
}

/** Rank added for each word that stands before the match, and for not being the title. */
const LATER_WORD = 1;
const NOT_TITLE = 4;
/** Unchanged articles between two pauses. */
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

/** The lines of all articles as they are read, one article after the other. */
class LineReader {
  readonly documents: Document[] = [];
  readonly texts: string[] = [];
  readonly articleOf = new IntList();
  readonly firstLine = new IntList();
  /** The number that each line before has now; -1 for those that are gone or changed. */
  readonly renumbered: Int32Array;
  /** Beginnings of articles that had to be read. */
  readonly added = new BeginningList(this.texts);
  readonly #tokenizer: Tokenizer;
  readonly #previous: Suggestions | null;

  constructor({ tokenizer, previous }: SuggestionsInput) {
    this.#tokenizer = tokenizer;
    this.#previous = previous;
    this.renumbered = new Int32Array(previous?.texts.length ?? 0).fill(-1);
  }

  /** @returns whether the article had to be read, which takes a while */
  add(article: Article): boolean {
    const { id, fingerprint } = article;
    const before = this.#previous ? numberOf(id, this.documents.length, this.#previous) : -1;
    const isKept = this.#previous?.documents[before]?.fingerprint === fingerprint;
    this.firstLine.push(this.texts.length);
    if (isKept && this.#previous) this.#keep(this.#previous, before);
    else this.#read(article);
    this.documents.push({ id, fingerprint });
    return !isKept;
  }

  #addLine(text: string): number {
    this.articleOf.push(this.documents.length);
    return this.texts.push(text) - 1;
  }

  #keep({ firstLine, texts }: Suggestions, before: number): void {
    const end = firstLine[before + 1] ?? 0;
    for (let line = firstLine[before] ?? end; line < end; line++)
      this.renumbered[line] = this.#addLine(texts[line] ?? '');
  }

  #read({ title, questions }: Article): void {
    for (const [which, question] of [title, ...questions].entries()) {
      const text = normalise(question);
      const tokens = this.#tokenizer.tokenise(text);
      const written = this.#addLine(toKatakana(text));
      const heard = this.#addLine(toKatakana(tokens.map(({ reading }) => reading).join('')));
      for (const [place, beginning] of beginningsOf(this.#tokenizer, tokens).entries()) {
        const rank = (which === 0 ? 0 : NOT_TITLE) + (beginning.written === 0 ? 0 : LATER_WORD * (place + 1));
        this.added.add(written, beginning.written, rank);
        this.added.add(heard, beginning.heard, rank);
      }
    }
  }
}

/** What stays of the beginnings before, in their order, then those that were added. */
const gather = async (
  { renumbered, added, texts }: LineReader,
  previous: Suggestions,
  pause: Pause,
): Promise<{ all: BeginningList; sorted: number }> => {
  const all = new BeginningList(texts);
  const { lines, starts, ranks } = previous.beginnings;
  for (let at = 0; at < lines.length; at++) {
    const line = renumbered[lines[at] ?? 0] ?? -1;
    if (line >= 0) all.add(line, starts[at] ?? 0, ranks[at] ?? 0);
    if (at % (10 * SLICE) === 0) await pause();
  }
  const sorted = all.length;
  all.addAll(added);
  return { all, sorted };
};

/** Prepares the suggestions for all articles, in slices; unchanged ones are taken from `previous`. */
export const buildSuggestions = async (input: SuggestionsInput, pause: Pause): Promise<Suggestions> => {
  const { tokenizer, previous } = input;
  const reader = new LineReader(input);
  for (const article of input.articles) {
    const wasRead = reader.add(article);
    if (wasRead || reader.documents.length % SLICE === 0) await pause();
  }
  reader.firstLine.push(reader.texts.length);
  const { documents, texts } = reader;
  const numbers = await numbersOf(documents, previous, pause);
  const { all, sorted } = previous ? await gather(reader, previous, pause) : { all: reader.added, sorted: 0 };
  const beginnings = await all.inOrder(sorted, pause);
  const [articleOf, firstLine] = [reader.articleOf.toArray(), reader.firstLine.toArray()];
  return { tokenizer, beginnings, texts, articleOf, firstLine, documents, numbers };
};

const precedes = (text: string, start: number, prefix: string): boolean => {
  for (let at = 0; at < prefix.length; at++) {
    if (start + at >= text.length) return true;
    const difference = text.charCodeAt(start + at) - prefix.charCodeAt(at);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

/** First of the beginnings whose text is not before `prefix`. */
const firstFrom = ({ beginnings: { lines, starts }, texts }: Suggestions, prefix: string): number => {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (precedes(texts[lines[middle] ?? 0] ?? '', starts[middle] ?? 0, prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Beginnings that are looked at for one prefix, so that a short one costs no more than a long one. */
const LOOKED_AT = 500;

/** Articles that go on like the prefix, each with its lowest rank. */
const articlesFrom = (suggestions: Suggestions, prefix: string): Map<string, number> => {
  const { beginnings, texts, articleOf, documents } = suggestions;
  const { lines, starts, ranks } = beginnings;
  const best = new Map<string, number>();
  const from = firstFrom(suggestions, prefix);
  for (let at = from; at < Math.min(lines.length, from + LOOKED_AT); at++) {
    const line = lines[at] ?? 0;
    if (texts[line]?.startsWith(prefix, starts[at]) !== true) break;
    const id = documents[articleOf[line] ?? 0]?.id ?? '';
    best.set(id, Math.min(best.get(id) ?? Infinity, ranks[at] ?? 0));
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
const byWords = (suggestions: Suggestions, typed: string): string[] => {
  const words = new Set(
    terms(suggestions.tokenizer.tokenise(typed)).map(({ surface }) => toKatakana(surface)),
  );
  const ranked = new Map<string, number>();
  for (const word of [...words].slice(0, WORDS)) {
    // One character begins too much to mean anything.
    if (word.length < 2) continue;
    for (const [article, rank] of articlesFrom(suggestions, word))
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
    const found = articlesFrom(suggestions, prefix);
    if (found.size > 0) return lowestFirst(found);
  }
  return byWords(suggestions, finished === '' ? typed : finished);
};
