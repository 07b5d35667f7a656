import type { Article, DomainWord, Knowledge, SynonymGroup } from '../domain/knowledge.ts';
import { analyse } from '../language/analyse.ts';
import type { Dictionary } from '../language/dictionary.ts';
import type { Paraphrases } from '../language/paraphrases.ts';
import { createTokenizer } from '../language/tokenizer.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { buildIndex } from './article-index.ts';
import type { ArticleIndex, Pause } from './article-index.ts';
import { createQueryContext } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import { addPhrases } from './heard-words.ts';
import type { LearntBefore } from './learnt.ts';
import { readText } from './search.ts';
import { learnSecondOpinion } from './second-opinion.ts';
import type { Lessons, SecondOpinion } from './second-opinion.ts';
import { createThesaurus } from './thesaurus.ts';
import type { Thesaurus } from './thesaurus.ts';
import { tuning as standard } from './tuning.ts';
import type { Tuning } from './tuning.ts';

/** What does not change while the program runs. */
export interface LanguageResources {
  dictionary: Dictionary;
  generalSynonyms: readonly SynonymGroup[];
  paraphrases: Paraphrases;
}

/** Sources of synonyms, the most trusted first; the order of `synonymWeights`. */
export type Thesauri = readonly [own: Thesaurus, everyday: Thesaurus, general: Thesaurus];

/** What a search reads; all of one version. */
export interface Searchable {
  readonly tokenizer: Tokenizer;
  readonly domainWords: readonly DomainWord[];
  readonly synonyms: readonly SynonymGroup[];
  readonly articles: ReadonlyMap<string, Article>;
  readonly index: ArticleIndex;
  readonly thesauri: Thesauri;
  /** What questions are read with. */
  readonly queries: QueryContext;
  /** What decides how a text is read; the same object as long as nothing of it changes. */
  readonly reading: Reading;
  /** Null where there is too little to learn from, or too much. */
  readonly secondOpinion: SecondOpinion | null;
  /** Other constants than the standard ones; for the ablation. */
  readonly tuning?: Tuning;
}

interface Reading {
  thesauri: Thesauri;
  tuning: Tuning;
  /** Keys of the vocabulary. */
  keys: number;
  /** `Lexicon.revision`. */
  heard: number;
}

const readingOf = (now: Reading, before: Reading | null): Reading => {
  const isSame =
    before?.keys === now.keys &&
    before.heard === now.heard &&
    before.tuning === now.tuning &&
    before.thesauri.every((thesaurus, at) => thesaurus === now.thesauri[at]);
  return isSame ? before : now;
};

export interface SearchableInput {
  resources: LanguageResources;
  knowledge: Pick<Knowledge, 'synonyms' | 'domainWords' | 'elsewhere'> & {
    articles: ReadonlyMap<string, Article>;
  };
  previous?: Searchable | null;
  /** Only without `previous`: it numbers words in another order. */
  learnt?: LearntBefore | undefined;
  tuning?: Tuning;
}

const learnFrom = (
  searchable: Searchable,
  { knowledge: { elsewhere }, learnt, previous }: SearchableInput,
  pause: Pause,
): Promise<SecondOpinion | null> => {
  const { tokenizer, reading, index } = searchable;
  const lessons: Lessons = {
    articles: [...searchable.articles.values()],
    elsewhere,
    labels: index.numbers,
    read: (text) => readText(searchable, analyse(tokenizer, text)),
    reading,
    previous: previous?.secondOpinion ?? null,
    learnt,
  };
  return learnSecondOpinion(lessons, pause);
};

/** Tokenizer, index and synonyms of a version of the articles. The tokenizer stays while its words do. */
export const buildSearchable = async (input: SearchableInput, pause: Pause): Promise<Searchable> => {
  const { resources, knowledge, tuning } = input;
  const { domainWords, synonyms } = knowledge;
  const isSameCut = JSON.stringify(input.previous?.domainWords) === JSON.stringify(domainWords);
  const previous = isSameCut ? input.previous : null;
  const tokenizer = previous?.tokenizer ?? createTokenizer(resources.dictionary, domainWords);
  const index = await buildIndex(
    {
      tokenizer,
      articles: knowledge.articles.values(),
      previous: previous?.index ?? null,
      before: previous?.articles ?? null,
      ...(tuning && { tuning }),
    },
    pause,
  );
  const hasSameSynonyms = JSON.stringify(previous?.synonyms) === JSON.stringify(synonyms);
  const own =
    (hasSameSynonyms ? previous?.thesauri[0] : null) ??
    (await createThesaurus(tokenizer, { same: synonyms }, pause));
  const everyday = previous?.thesauri[1] ?? (await createThesaurus(tokenizer, resources.paraphrases, pause));
  await pause();
  const general =
    previous?.thesauri[2] ?? (await createThesaurus(tokenizer, { same: resources.generalSynonyms }, pause));
  await pause();
  const thesauri = [own, everyday, general] as const;
  const listener = { tokenizer, vocabulary: index.vocabulary };
  for (const source of [{ same: synonyms }, resources.paraphrases, { same: resources.generalSynonyms }])
    await addPhrases(listener, source, pause);
  const searchable = {
    tokenizer,
    domainWords,
    synonyms,
    articles: knowledge.articles,
    index,
    thesauri,
    reading: readingOf(
      {
        thesauri,
        tuning: tuning ?? standard,
        keys: index.vocabulary.size,
        heard: index.vocabulary.lexicon.revision,
      },
      previous?.reading ?? null,
    ),
    queries: createQueryContext(
      { tokenizer, index, thesauri, tuning: tuning ?? standard },
      previous?.queries ?? null,
    ),
    secondOpinion: null,
    ...(tuning && { tuning }),
  };
  // Numbers of words are those of the vocabulary, which another way to cut begins anew.
  const taught = { ...input, previous: previous ?? null };
  return { ...searchable, secondOpinion: await learnFrom(searchable, taught, pause) };
};
