import type { Article } from '../domain/knowledge.ts';
import { toKatakana } from '../language/kana.ts';
import { normalise } from '../language/normalise.ts';
import { terms } from '../language/terms.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import type { Pause } from './article-index.ts';

/** Characters from which on a beginning says enough to suggest something. */
export const SHORTEST_BEGINNING = 3;
/** More suggestions than this are not read while typing. */
const SUGGESTIONS = 5;

/** A place in a question that a beginning may continue: where its text or a word of it starts. */
interface Entry {
  /** Normalised text, or its reading, from a word on. */
  text: string;
  article: string;
  /** 0 for a title from its start; later words and other ways to ask come after. */
  rank: number;
}

interface OwnEntries {
  fingerprint: string;
  entries: readonly Entry[];
}

/** All beginnings, sorted, so that those with one prefix lie together. */
export interface Suggestions {
  readonly sorted: readonly Entry[];
  readonly byArticle: ReadonlyMap<string, OwnEntries>;
}

export interface SuggestionsInput {
  tokenizer: Tokenizer;
  articles: readonly Article[];
  previous: Suggestions | null;
}

/** Rank added for each word that stands before the match, and for not being the title. */
const LATER_WORD = 1;
const NOT_TITLE = 4;

const entriesOf = (tokenizer: Tokenizer, article: Article): Entry[] =>
  [article.title, ...article.questions].flatMap((question, which) => {
    const text = normalise(question);
    const tokens = tokenizer.tokenise(text);
    return terms(tokens).flatMap(({ start }, place): Entry[] => {
      const rank = (which === 0 ? 0 : NOT_TITLE) + (start === 0 ? 0 : LATER_WORD * (place + 1));
      const reading = tokens
        .filter((token) => token.start >= start)
        .map((token) => token.reading)
        .join('');
      return [toKatakana(text.slice(start)), toKatakana(reading)].map((from) => ({
        text: from,
        article: article.id,
        rank,
      }));
    });
  });

const byText = (a: Entry, b: Entry): number => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.rank - b.rank);

/** Prepares the suggestions for all articles; unchanged ones are taken from `previous`. */
export const buildSuggestions = async (input: SuggestionsInput, pause: Pause): Promise<Suggestions> => {
  const byArticle = new Map<string, OwnEntries>();
  for (const article of input.articles) {
    const { id, fingerprint } = article;
    const known = input.previous?.byArticle.get(id);
    if (known?.fingerprint === fingerprint) byArticle.set(id, known);
    else byArticle.set(id, { fingerprint, entries: entriesOf(input.tokenizer, article) });
    await pause();
  }
  const sorted = [...byArticle.values()].flatMap(({ entries }) => entries).toSorted(byText);
  return { sorted, byArticle };
};

/** First place in the sorted entries whose text is not before `prefix`. */
const firstFrom = (sorted: readonly Entry[], prefix: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.text ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Entries that are looked at for one beginning, so that a short one costs no more than a long one. */
const LOOKED_AT = 500;

/** Ends of a beginning that an input method has not converted yet: 給与めいs → 給与めい. */
const UNFINISHED = /[a-z]{1,3}$/u;

/**
 * Ids of the articles whose questions go on like the beginning, in writing or by reading, best first.
 * @param beginning as typed so far; fewer than `SHORTEST_BEGINNING` characters suggest nothing
 */
export const suggest = ({ sorted }: Suggestions, beginning: string): string[] => {
  const typed = normalise(beginning);
  if ([...typed].length < SHORTEST_BEGINNING) return [];
  const prefixes = [typed, typed.replace(UNFINISHED, '')].map(toKatakana);
  for (const prefix of new Set(prefixes)) {
    if (prefix.length < SHORTEST_BEGINNING) continue;
    const best = new Map<string, number>();
    const from = firstFrom(sorted, prefix);
    for (const entry of sorted.slice(from, from + LOOKED_AT)) {
      if (!entry.text.startsWith(prefix)) break;
      best.set(entry.article, Math.min(best.get(entry.article) ?? Infinity, entry.rank));
    }
    if (best.size > 0) {
      return [...best]
        .toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
        .slice(0, SUGGESTIONS)
        .map(([article]) => article);
    }
  }
  return [];
};
