import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readGolden } from '../../bot/workshop/golden.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { root } from './golden-questions.ts';

/** Questions that no article answers, by where they come from. */
export type FarOff = readonly (readonly [set: string, questions: readonly string[]])[];

const querySchema = z.object({ query: z.string() });

/** Beside the project; a set whose file is not there is left out. */
const linesOf = async (file: string): Promise<string[]> => {
  const source = await readFile(`${root}../shared/data/${file}`, 'utf8').catch(() => '');
  return source.split('\n').filter((line) => line !== '');
};

/**
 * MASSIVE (orders to a voice assistant), JSQuAD (encyclopaedic questions) and our own list.
 * @param step takes one of so many of the sets that are not ours
 */
export const readFarOff = async (step: number): Promise<FarOff> => {
  const some = (lines: readonly string[]): string[] => lines.filter((_, at) => at % step === 0);
  const [massive, jsquad] = await Promise.all([linesOf('massive-ja.tsv'), linesOf('jsquad-queries.jsonl')]);
  const { offTopic } = await readGolden(knowledgeFolders(process.env));
  const sets: FarOff = [
    ['MASSIVE', some(massive).map((line) => line.split('\t')[2] ?? '')],
    ['JSQuAD', some(jsquad).map((line) => querySchema.parse(JSON.parse(line)).query)],
    ['off-topic', offTopic.map(({ q }) => q)],
  ];
  return sets.filter(([, questions]) => questions.length > 0);
};
