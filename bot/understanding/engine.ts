import type { Knowledge, SynonymGroup } from '../domain/knowledge.ts';
import type { Dictionary } from '../language/dictionary.ts';
import type { Paraphrases } from '../language/paraphrases.ts';
import { createTokenizer } from '../language/tokenizer.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { buildIndex } from './article-index.ts';
import type { ArticleIndex, Pause } from './article-index.ts';
import { buildSuggestions } from './suggest.ts';
import type { Suggestions } from './suggest.ts';
import { createThesaurus } from './thesaurus.ts';
import type { Thesauri } from './search.ts';

/** What does not change while the program runs. */
export interface LanguageResources {
  dictionary: Dictionary;
  generalSynonyms: readonly SynonymGroup[];
  paraphrases: Paraphrases;
}

/** What of the knowledge is understood with; the rest is for saying and deciding. */
export type MatchedKnowledge = Pick<
  Knowledge,
  'articles' | 'topics' | 'intents' | 'synonyms' | 'domainWords'
>;

/** Everything that understanding reads, made from one version of the knowledge and swapped whole. */
export interface Engine {
  readonly knowledge: MatchedKnowledge;
  readonly tokenizer: Tokenizer;
  readonly index: ArticleIndex;
  readonly thesauri: Thesauri;
  readonly suggestions: Suggestions;
}

export interface EngineInput {
  resources: LanguageResources;
  knowledge: MatchedKnowledge;
  /** The engine of the version before: unchanged articles are not tokenised again. */
  previous?: Engine | null;
}

const sameWords = (a: MatchedKnowledge, b: MatchedKnowledge): boolean =>
  JSON.stringify(a.domainWords) === JSON.stringify(b.domainWords);

/**
 * Builds the engine of a version of the knowledge. New domain words cut every text anew, so they cost
 * a whole index; anything else costs what changed.
 */
export const buildEngine = async (input: EngineInput, pause: Pause): Promise<Engine> => {
  const { resources, knowledge } = input;
  const previous = input.previous && sameWords(input.previous.knowledge, knowledge) ? input.previous : null;
  const tokenizer = previous?.tokenizer ?? createTokenizer(resources.dictionary, knowledge.domainWords);
  const articles = [...knowledge.articles.values()];
  const index = await buildIndex({ tokenizer, articles, previous: previous?.index ?? null }, pause);
  const own = createThesaurus(tokenizer, { same: knowledge.synonyms });
  const everyday = previous?.thesauri[1] ?? createThesaurus(tokenizer, resources.paraphrases);
  const general = previous?.thesauri[2] ?? createThesaurus(tokenizer, { same: resources.generalSynonyms });
  await pause();
  return {
    knowledge,
    tokenizer,
    index,
    thesauri: [own, everyday, general],
    suggestions: await buildSuggestions(
      { tokenizer, articles, previous: previous?.suggestions ?? null },
      pause,
    ),
  };
};
