import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** A question in a customer's words and the article that answers it. */
const goldenSchema = z.array(z.object({ q: z.string(), article: z.string() }));
export type GoldenQuestion = z.infer<typeof goldenSchema>[number];

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** `knowledge/golden/articles/*.yaml`. */
export const readGolden = async (): Promise<GoldenQuestion[]> => {
  const folder = `${root}knowledge/golden/articles/`;
  const names = (await readdir(folder)).toSorted();
  const files = await Promise.all(names.map((name) => readFile(folder + name, 'utf8')));
  return files.flatMap((source) => goldenSchema.parse(parse(source)));
};
