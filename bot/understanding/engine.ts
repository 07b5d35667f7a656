import type { Knowledge } from '../domain/knowledge.ts';
import type { Analysis } from '../domain/understanding.ts';
import { analyse } from '../language/analyse.ts';
import type { Pause } from './article-index.ts';
import { compileIntents } from './intents.ts';
import type { CompiledIntents } from './intents.ts';
import type { LearntBefore } from './learnt.ts';
import { buildSearchable } from './searchable.ts';
import type { LanguageResources, Searchable } from './searchable.ts';
import { buildSuggestions } from './suggest.ts';
import type { Suggestions } from './suggest.ts';
import { compileTalk } from './talk.ts';
import type { CompiledTalk } from './talk.ts';
import { compileTopics, MAX_IN_SCOPE } from './topics.ts';
import type { CompiledTopics } from './topics.ts';
import { WordFinder } from './word-finder.ts';

export type { LanguageResources } from './searchable.ts';

/** What of the knowledge is understood with; the rest is for saying and deciding. */
export type MatchedKnowledge = Pick<
  Knowledge,
  'articles' | 'topics' | 'intents' | 'elsewhere' | 'synonyms' | 'domainWords'
>;

/** Everything that understanding reads, made from one version of the knowledge and swapped whole. */
export interface Engine extends Searchable {
  readonly knowledge: MatchedKnowledge;
  readonly suggestions: Suggestions;
  /** Finds the words of topics and intents. */
  readonly finder: WordFinder;
  readonly topics: CompiledTopics;
  readonly intents: CompiledIntents;
  readonly talk: CompiledTalk;
}

export interface EngineInput {
  resources: LanguageResources;
  knowledge: MatchedKnowledge;
  /** The engine of the version before: what has not changed is taken from it. */
  previous?: Engine | null;
  /** What was learnt from the same knowledge at an earlier start; what is learnt now is put there. */
  learnt?: LearntBefore;
}

/** The questions that topics are learnt beside; the first ones only, however many articles there are. */
const inScopeOf = ({ articles }: MatchedKnowledge): string[] => {
  const found: string[] = [];
  for (const { title, questions, phrasings } of articles.values()) {
    if (found.length >= MAX_IN_SCOPE) break;
    found.push(title, ...questions, ...phrasings);
  }
  return found.slice(0, MAX_IN_SCOPE);
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Builds the engine of a version of the knowledge, in slices. Unchanged articles are not tokenised again;
 * new domain words cut every text anew, so they cost a whole index.
 */
export const buildEngine = async (input: EngineInput, pause: Pause): Promise<Engine> => {
  const { knowledge, previous = null } = input;
  const searchable = await buildSearchable({ ...input, previous }, pause);
  const { tokenizer } = searchable;
  const before = previous?.tokenizer === tokenizer ? previous : null;
  const read = (text: string): Analysis => analyse(tokenizer, text);
  const articles = knowledge.articles.values();
  const suggestions = await buildSuggestions(
    { tokenizer, articles, previous: before?.suggestions ?? null },
    pause,
  );
  const finder = before?.finder ?? new WordFinder(read);
  const topics = await compileTopics(
    {
      topics: knowledge.topics,
      finder,
      analyse: read,
      inScope: inScopeOf(knowledge),
      previous: before?.topics ?? null,
      learnt: input.learnt,
    },
    pause,
  );
  await pause();
  const hasSameIntents = before !== null && same(before.knowledge.intents, knowledge.intents);
  const intents = hasSameIntents ? before.intents : compileIntents(knowledge.intents, finder);
  const talk = await compileTalk(
    {
      intents: knowledge.intents,
      compiled: intents,
      analyse: read,
      others: [
        inScopeOf(knowledge),
        knowledge.elsewhere,
        knowledge.topics.flatMap(({ examples }) => examples),
      ],
      previous: before?.talk ?? null,
      learnt: input.learnt,
    },
    pause,
  );
  await pause();
  return { ...searchable, knowledge, suggestions, finder, topics, intents, talk };
};
