import type { Brain } from '../conversation/brain.ts';
import type { Agent } from '../domain/agent.ts';
import { blocksToText } from '../domain/blocks.ts';
import type { Article, Knowledge, Wording } from '../domain/knowledge.ts';
import { fillPlaceholders, type PlaceholderName } from '../knowledge/placeholders.ts';
import { closingDate } from '../policy/business-days.ts';
import { dateText } from '../policy/japan-time.ts';
import type { AgentText } from './wire.ts';

/** Wordings with this beginning are for agents to say (knowledge/README.md). */
const phrasePrefix = 'agent-';
/** Articles that a search gives. Sane: 5 to 20; who looks for one writes another word. */
const mostArticles = 10;

type Values = Partial<Record<PlaceholderName, string>>;

/** NFKC and lower case, so that ＣＳＶ is found by csv. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

const wordsOf = (query: string): string[] =>
  folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');

const hasAll = (words: readonly string[], text: string): boolean => {
  const searched = folded(text);
  return words.every((word) => searched.includes(word));
};

const phrase = ({ id, version, title, blocks }: Wording, values: Values): AgentText => ({
  kind: 'phrase',
  id,
  version,
  title,
  text: blocksToText(fillPlaceholders(blocks, values)),
});

const phrases = ({ wording }: Knowledge, words: readonly string[], values: Values): AgentText[] =>
  [...wording.values()]
    .filter(({ id }) => id.startsWith(phrasePrefix))
    .map((each) => phrase(each, values))
    .filter(({ title, text }) => hasAll(words, `${title}\n${text}`))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));

/** As the bot would find them, and those that hold every word, which is what a person expects of a search. */
const articles = ({ knowledge, understand }: Brain, query: string, words: readonly string[]): Article[] => {
  if (words.length === 0) return [];
  const heard = understand(query, null).articles.map(({ id }) => knowledge.articles.get(id));
  const written = [...knowledge.articles.values()].filter(({ title, text }) =>
    hasAll(words, `${title}\n${text}`),
  );
  const inTitle = written.filter(({ title }) => hasAll(words, title));
  const found = [...inTitle, ...heard, ...written].filter((article) => article !== undefined);
  return [...new Set(found)].slice(0, mostArticles);
};

/** The approved texts for a search: the agents' phrases, then articles. Nothing is said that was not approved. */
export const agentTexts = (
  brain: Brain,
  query: string,
  { agent, now }: { agent: Pick<Agent, 'name'>; now: Date },
): AgentText[] => {
  const words = wordsOf(query);
  const values = {
    agentName: agent.name,
    closesOn: dateText(closingDate(now, brain.knowledge.calendar)),
  };
  return [
    ...phrases(brain.knowledge, words, values),
    ...articles(brain, query, words).map(({ id, version, title, blocks }): AgentText => ({
      kind: 'article',
      id,
      version,
      title,
      text: blocksToText(blocks),
    })),
  ];
};
