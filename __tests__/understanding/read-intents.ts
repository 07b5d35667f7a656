import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { topicIds } from '../../bot/domain/decision.ts';
import type { DomainWord, Intent, OutOfScopeTopic } from '../../bot/domain/knowledge.ts';
import type { Analysis } from '../../bot/domain/understanding.ts';
import { domainWordsSchema } from '../../bot/knowledge/domain-words-schema.ts';
import { intentFileSchema, topicFileSchema, toIntents, toTopic } from '../../bot/knowledge/intent-schema.ts';
import { elsewhereSchema, phrasingsSchema } from '../../bot/knowledge/phrasings-schema.ts';
import { wordsSchema } from '../../bot/knowledge/word-list.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { loadDictionary } from '../../bot/language/dictionary.ts';
import { createTokenizer } from '../../bot/language/tokenizer.ts';

/* The intents as they stand in the tree, without the approvals that a running desk asks for. */

const yaml = (path: string): unknown => parse(readFileSync(path, 'utf8'));
const words = wordsSchema.parse(yaml('intents/words.yaml'));

export const realTopics = (): OutOfScopeTopic[] =>
  topicIds.map((id) => toTopic(topicFileSchema.parse(yaml(`intents/out-of-scope/${id}.yaml`)), words).topic);

export const realIntents = (): Intent[] =>
  ['person', 'smalltalk'].flatMap(
    (file) => toIntents(intentFileSchema.parse(yaml(`intents/${file}.yaml`)), words).intents,
  );

/** Titles, other ways to ask and phrasings of all articles. */
export function articleQuestions(): string[] {
  const front = z.object({ title: z.string(), questions: z.array(z.string()) });
  const phrasings = readdirSync('intents/phrasings').flatMap((file) =>
    Object.values(phrasingsSchema.parse(yaml(`intents/phrasings/${file}`))).flat(),
  );
  const registered = readdirSync('knowledge/articles').flatMap((file) => {
    const [, head = ''] = readFileSync(`knowledge/articles/${file}`, 'utf8').split(/^---$/m);
    const { title, questions } = front.parse(parse(head));
    return [title, ...questions];
  });
  return [...registered, ...phrasings];
}

const pairs = z.array(z.object({ q: z.string() }));

export const refusalQuestions = (topic: string): string[] =>
  z.array(z.string()).parse(yaml(`knowledge/golden/refusals/${topic}.yaml`));

/** What is about anything but the product. */
export const elsewhereSentences = (): string[] =>
  Object.values(elsewhereSchema.parse(yaml('intents/elsewhere.yaml'))).flat();

/** What customers write besides questions, by the intent that it is. */
export const smallTalkQuestions = (): { intent: string; said: string[] }[] =>
  readdirSync('knowledge/golden/small-talk').map((file) => ({
    intent: file.replace('.yaml', ''),
    said: z.array(z.string()).parse(yaml(`knowledge/golden/small-talk/${file}`)),
  }));

export const inScopeQuestions = (): string[] => [
  ...pairs.parse(yaml('knowledge/golden/in-scope.yaml')).map(({ q }) => q),
  ...readdirSync('knowledge/golden/articles').flatMap((file) =>
    pairs.parse(yaml(`knowledge/golden/articles/${file}`)).map(({ q }) => q),
  ),
];

/** The real tokenizer with the real domain words; loads the dictionary, a second. */
export async function realAnalyse(): Promise<(text: string) => Analysis> {
  const domainWords: DomainWord[] = domainWordsSchema.parse(yaml('knowledge/domain-words.yaml'));
  const tokenizer = createTokenizer(await loadDictionary(), domainWords);
  return (text) => analyse(tokenizer, text);
}
