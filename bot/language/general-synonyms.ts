import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SynonymGroup } from '../domain/knowledge.ts';

/** What is read of `sudachi-synonyms-dictionary`; its documentation names the fields. */
const groupSchema = z.object({
  items: z.array(z.object({ midashi: z.string(), expandControl: z.number(), bunya: z.array(z.string()) })),
});

/** Fields whose groups are proper names: abbreviations of companies and people are no paraphrase. */
const NAMES: ReadonlySet<string> = new Set(
  '企業名 旧企業名 人名 地名 国名 大学名 組織名 旧組織名 商品 店名 キャラ'.split(' '),
);
/** 展開制御 2: never to be used for expansion. */
const NEVER_EXPANDED = 2;

type Group = z.infer<typeof groupSchema>;

const isCommon = ({ items }: Group): boolean =>
  !items.some(({ bunya }) => bunya.some((field) => NAMES.has(field)));

const phrasesOf = ({ items }: Group): SynonymGroup =>
  items.filter(({ expandControl }) => expandControl < NEVER_EXPANDED).map(({ midashi }) => midashi);

/**
 * The groups of Sudachi's general synonym dictionary that are no names. Read once at the start:
 * some 0.2 s, after which only the phrases stay in memory.
 */
export const loadGeneralSynonyms = async (): Promise<SynonymGroup[]> => {
  // The package's `exports` name a module that it does not ship, so it cannot be imported; the file can be read.
  const entry = createRequire(import.meta.url).resolve('sudachi-synonyms-dictionary');
  const source = await readFile(join(dirname(entry), 'sudachi-synonyms-dictionary.json'), 'utf8');
  const groups = z.array(groupSchema).parse(JSON.parse(source));
  return groups
    .filter(isCommon)
    .map(phrasesOf)
    .filter((phrases) => phrases.length > 1);
};
