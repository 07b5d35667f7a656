import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { copyFile, keptCopy } from './kept-copy.ts';

/** Phrases that may stand for each other, or (`say` → `means`) only in one direction. */
export interface Paraphrases {
  same: readonly (readonly string[])[];
  leads: readonly { say: readonly string[]; means: readonly string[] }[];
}

const phrase = z.string().trim().min(1).max(30);
const entrySchema = z.union([
  z.strictObject({ same: z.array(phrase).min(2) }),
  z.strictObject({ say: z.array(phrase).min(1), means: z.array(phrase).min(1) }),
]);

const folder = new URL('./paraphrases/', import.meta.url);

/**
 * The everyday and the official words for the same thing: what customers say, and what articles write.
 * General Japanese of offices and procedures; the words of this product are in `knowledge/synonyms.yaml`.
 */
export const loadParaphrases = async (): Promise<Paraphrases> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  const hash = createHash('sha256').update(JSON.stringify([taken, ...files]));
  return keptCopy({
    file: copyFile('paraphrases'),
    key: hash.digest('hex'),
    make: async () => parseAll(files),
  });
};

/** Counts changes of what is taken from the files. */
const taken = 1;

/** Some 0.4 s. */
const parseAll = (files: readonly string[]): Paraphrases => {
  const entries = files.flatMap((source) => z.array(entrySchema).parse(parse(source)));
  return {
    same: entries.flatMap((entry) => ('same' in entry ? [entry.same] : [])),
    leads: entries.flatMap((entry) => ('say' in entry ? [entry] : [])),
  };
};
