import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Article } from '../../bot/domain/knowledge.ts';

/** What is used of `@nlpjs/core`, `@nlpjs/nlp` and `@nlpjs/lang-ja`, which come without types. */
const coreSchema = z.object({ containerBootstrap: z.custom<() => Promise<Container>>() });
const nlpSchema = z.object({ Nlp: z.custom<new (settings: object) => Nlp>() });
const japaneseSchema = z.object({ LangJa: z.custom<object>() });
interface Container {
  use(plugin: object): void;
}
interface Nlp {
  addLanguage(locale: string): void;
  addDocument(locale: string, utterance: string, intent: string): void;
  train(): Promise<void>;
  process(locale: string, utterance: string): Promise<{ intent: string }>;
}

/** Longest run of spaces behind a question. */
const SPACES = 64;

/** nlp.js as its users would have it: each title and question an utterance, each article an intent. */
export const nlpJsOver = async (
  articles: Iterable<Article>,
): Promise<(question: string) => Promise<string>> => {
  const require = createRequire(import.meta.url);
  const container = await coreSchema.parse(require('@nlpjs/core')).containerBootstrap();
  container.use(japaneseSchema.parse(require('@nlpjs/lang-ja')).LangJa);
  const { Nlp } = nlpSchema.parse(require('@nlpjs/nlp'));
  const nlp = new Nlp({ container, autoSave: false, nlu: { log: false } });
  nlp.addLanguage('ja');
  for (const { id, title, questions } of articles)
    for (const utterance of [title, ...questions]) nlp.addDocument('ja', utterance, id);
  await nlp.train();
  let asked = 0;
  // It remembers how it cut a text; spaces, which it drops, make each a new one.
  return async (question) => {
    asked = (asked + 1) % SPACES;
    return (await nlp.process('ja', question + ' '.repeat(asked))).intent;
  };
};
