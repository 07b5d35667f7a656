import type { Knowledge, SynonymGroup } from '../domain/knowledge.ts';
import type { Analysis } from '../domain/understanding.ts';
import type { Dictionary } from '../language/dictionary.ts';
import type { Paraphrases } from '../language/paraphrases.ts';
import { createTokenizer } from '../language/tokenizer.ts';
import type { Tokenizer } from '../language/tokenizer.ts';
import { buildIndex } from './article-index.ts';
import type { ArticleIndex, Pause } from './article-index.ts';
import { buildSuggestions } from './suggest.ts';
import type { Suggestions } from './suggest.ts';
import { createThesaurus } from './thesaurus.ts';
import { compileIntents } from './intents.ts';
import type { CompiledIntents } from './intents.ts';
import { compileTopics } from './topics.ts';
import type { CompiledTopics } from './topics.ts';
import { analyse } from '../language/analyse.ts';
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
  readonly topics: CompiledTopics;
  readonly intents: CompiledIntents;
}

export interface EngineInput {
  resources: LanguageResources;
  knowledge: MatchedKnowledge;
  /** The engine of the version before: unchanged articles are not tokenised again. */
  previous?: Engine | null;
}

/** Whether a part of the knowledge is the same in both versions; these parts are small. */
const same = (part: keyof MatchedKnowledge, a: MatchedKnowledge, b: MatchedKnowledge): boolean =>
  JSON.stringify(a[part]) === JSON.stringify(b[part]);

/**
 * Builds the engine of a version of the knowledge. New domain words cut every text anew, so they cost
 * a whole index; anything else costs what changed.
 */
export const buildEngine = async (input: EngineInput, pause: Pause): Promise<Engine> => {
  const { resources, knowledge } = input;
  const previous =
    input.previous && same('domainWords', input.previous.knowledge, knowledge) ? input.previous : null;
  const tokenizer = previous?.tokenizer ?? createTokenizer(resources.dictionary, knowledge.domainWords);
  const articles = [...knowledge.articles.values()];
  const index = await buildIndex({ tokenizer, articles, previous: previous?.index ?? null }, pause);
  const own = createThesaurus(tokenizer, { same: knowledge.synonyms });
  const everyday = previous?.thesauri[1] ?? createThesaurus(tokenizer, resources.paraphrases);
  const general = previous?.thesauri[2] ?? createThesaurus(tokenizer, { same: resources.generalSynonyms });
  await pause();
  const read = (text: string): Analysis => analyse(tokenizer, text);
  const kept = (part: 'topics' | 'intents'): Engine | null =>
    previous && same(part, previous.knowledge, knowledge) ? previous : null;
  const topics = kept('topics')?.topics ?? compileTopics(knowledge.topics, read);
  await pause();
  const intents = kept('intents')?.intents ?? compileIntents(knowledge.intents, read);
  await pause();
  return {
    knowledge,
    tokenizer,
    index,
    topics,
    intents,
    thesauri: [own, everyday, general],
    suggestions: await buildSuggestions(
      { tokenizer, articles, previous: previous?.suggestions ?? null },
      pause,
    ),
  };
};
