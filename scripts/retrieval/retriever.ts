import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { Article } from '../../bot/domain/knowledge.ts';
import { domainWordsSchema } from '../../bot/knowledge/domain-words-schema.ts';
import { synonymsSchema } from '../../bot/knowledge/synonyms-schema.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { loadDictionary } from '../../bot/language/dictionary.ts';
import { loadParaphrases } from '../../bot/language/paraphrases.ts';
import { loadGeneralSynonyms } from '../../bot/language/general-synonyms.ts';
import { rank } from '../../bot/understanding/search.ts';
import { buildSearchable } from '../../bot/understanding/searchable.ts';
import type { Searchable, SearchableInput } from '../../bot/understanding/searchable.ts';
import type { Tuning } from '../../bot/understanding/tuning.ts';

export interface Faq {
  id: string;
  question: string;
  answer: string;
}

const knowledgeFile = async <T>(name: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(parse(await readFile(new URL(`../../knowledge/${name}`, import.meta.url), 'utf8')));

const toArticle = ({ id, question, answer }: Faq): Article => ({
  id,
  group: '',
  title: question,
  questions: [],
  phrasings: [],
  tags: [],
  related: [],
  source: null,
  verifiedOn: null,
  blocks: [],
  text: answer,
  version: 1,
  fingerprint: createHash('sha256').update(`${question}\n${answer}`).digest('hex'),
});

/** The product's own search, with its default constants, over some articles and words. */
export const searchableFor = async (
  knowledge: SearchableInput['knowledge'],
  tuning?: Tuning,
): Promise<Searchable> => {
  const [dictionary, generalSynonyms, paraphrases] = await Promise.all([
    loadDictionary(),
    loadGeneralSynonyms(),
    loadParaphrases(),
  ]);
  const resources = { dictionary, generalSynonyms, paraphrases };
  return buildSearchable({ resources, knowledge, ...(tuning && { tuning }) }, () => Promise.resolve());
};

/** The same over FAQs in place of the product's articles; its words and synonyms stay. */
export const searchableOver = async (faqs: readonly Faq[], tuning?: Tuning): Promise<Searchable> => {
  const [synonyms, domainWords] = await Promise.all([
    knowledgeFile('synonyms.yaml', synonymsSchema),
    knowledgeFile('domain-words.yaml', domainWordsSchema),
  ]);
  const articles = new Map(faqs.map((faq) => [faq.id, toArticle(faq)]));
  return searchableFor({ articles, synonyms, domainWords, elsewhere: [] }, tuning);
};

/** @returns a function from a question to the ids of at most ten FAQs, best first */
export const retriever = async (faqs: readonly Faq[]): Promise<(question: string) => string[]> => {
  const searchable = await searchableOver(faqs);
  return (question) => rank(searchable, analyse(searchable.tokenizer, question));
};
