import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SynonymGroup } from '../domain/knowledge.ts';
import { copyFile, keptCopy } from './kept-copy.ts';
import { packageVersion } from './package-version.ts';

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

/** Some 0.3 s: the file has 14 MB, of which one is used. */
const readGroups = async (folder: string): Promise<SynonymGroup[]> => {
  const source = await readFile(join(folder, 'sudachi-synonyms-dictionary.json'), 'utf8');
  const groups = z.array(groupSchema).parse(JSON.parse(source));
  return groups
    .filter(isCommon)
    .map(phrasesOf)
    .filter((phrases) => phrases.length > 1);
};

/** Counts changes of what is taken from the package. */
const taken = 1;

/** The groups of Sudachi's general synonym dictionary that are no names. */
export const loadGeneralSynonyms = async (): Promise<SynonymGroup[]> => {
  // The package's `exports` name a module that it does not ship, so it cannot be imported; the file can be read.
  const folder = dirname(createRequire(import.meta.url).resolve('sudachi-synonyms-dictionary'));
  return keptCopy({
    file: copyFile('general-synonyms'),
    key: `${await packageVersion(folder)} ${taken}`,
    make: () => readGroups(folder),
  });
};
