import type { Knowledge } from '../../bot/domain/knowledge.ts';
import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { loadDictionary } from '../../bot/language/dictionary.ts';
import { loadGeneralSynonyms } from '../../bot/language/general-synonyms.ts';
import { loadParaphrases } from '../../bot/language/paraphrases.ts';
import type { LanguageResources } from '../../bot/understanding/searchable.ts';
import { readAnswered, root } from './golden-questions.ts';

export const loadResources = async (): Promise<LanguageResources> => {
  const [dictionary, generalSynonyms, paraphrases] = await Promise.all([
    loadDictionary(),
    loadGeneralSynonyms(),
    loadParaphrases(),
  ]);
  return { dictionary, generalSynonyms, paraphrases };
};

/** The product's own knowledge and what customers ask of it. */
export const ownKnowledge = async (): Promise<{ knowledge: Knowledge; questions: string[] }> => {
  const { knowledge } = await openKnowledge({ knowledge: `${root}knowledge`, intents: `${root}intents` });
  return { knowledge, questions: (await readAnswered()).golden.map(({ q }) => q) };
};
