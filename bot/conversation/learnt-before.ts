import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readCopy, writeCopy } from '../language/kept-copy.ts';
import type { Learnt, LearntBefore } from '../understanding/learnt.ts';

/** Where copies lie, beside that of the dictionary. */
const cacheFolder = fileURLToPath(new URL('../../.cache/', import.meta.url));
/** The rooms whose code decides what is learnt from a text, and the versions of the packages. */
const sources = ['../understanding/', '../language/'].map((path) => new URL(path, import.meta.url));
const packages = new URL('../../package.json', import.meta.url);

/** Copies that stay; each start with other knowledge or another program makes one of some megabytes. Range 2–10. */
const KEPT = 4;
/**
 * Weights in all from which a copy is kept; fewer are learnt in some hundredths of a second, and the small
 * folders of tests and trials must not drive out the copy of a large one. Range 1,000–100,000.
 */
const WORTH_KEEPING = 10_000;
const COPY = /^learnt-[0-9a-f]{16}\.bin$/;

const learntSchema = z
  .strictObject({
    features: z.array(z.union([z.string(), z.number()])),
    // Not `instanceof`: under jest, typed arrays come from another realm.
    weights: z.custom<Int8Array>((value) => ArrayBuffer.isView(value)),
    step: z.number(),
    bias: z.array(z.number()),
  })
  .refine(({ features, weights, bias }) => weights.length === features.length * bias.length);
const copySchema = z.array(z.tuple([z.string(), learntSchema]));

/** Every source file of the rooms, so that no change of the program is overlooked, as a hash. */
const programHash = async (): Promise<string> => {
  const hash = createHash('sha256').update(await readFile(packages));
  for (const folder of sources) {
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:ts|yaml)$/.test(name));
    const texts = await Promise.all(names.toSorted().map((name) => readFile(new URL(name, folder))));
    for (const text of texts) hash.update(text);
  }
  return hash.digest('hex');
};

const readLearnt = async (file: string): Promise<Map<string, Learnt>> =>
  new Map(copySchema.safeParse(await readCopy(file)).data);

/** The oldest copies go. */
const writeLearnt = async (folder: string, name: string, learnt: LearntBefore): Promise<void> => {
  await writeCopy(join(folder, name), [...learnt]);
  const copies = (await readdir(folder)).filter((other) => COPY.test(other));
  const dated = await Promise.all(
    copies.map(async (copy) => ({ copy, at: (await stat(join(folder, copy))).mtimeMs })),
  );
  const old = dated.toSorted((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ copy }) => rm(join(folder, copy), { force: true })));
};

const isWorthKeeping = (learnt: LearntBefore): boolean =>
  [...learnt.values()].reduce((sum, { weights }) => sum + weights.length, 0) >= WORTH_KEEPING;

export interface KeptLearning {
  learnt: LearntBefore;
  /** Writes down what was learnt meanwhile. That it cannot be written is no reason not to start. */
  keep(): Promise<void>;
}

/**
 * What the same program learnt from the same knowledge at an earlier start: to learn it again takes two
 * seconds of every start. The file is only ever a copy; when it is missing or damaged, all is learnt anew.
 * @param version of the knowledge (`Knowledge.version`)
 */
export const openLearnt = async (version: string, folder: string = cacheFolder): Promise<KeptLearning> => {
  const hash = createHash('sha256').update(`${version} ${await programHash()} ${process.versions.v8}`);
  const name = `learnt-${hash.digest('hex').slice(0, 16)}.bin`;
  const learnt = await readLearnt(join(folder, name));
  const known = learnt.size;
  return {
    learnt,
    keep: async () => {
      if (learnt.size > known && isWorthKeeping(learnt))
        await writeLearnt(folder, name, learnt).catch(() => {});
    },
  };
};
