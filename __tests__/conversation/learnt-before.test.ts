import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLearnt } from '../../bot/conversation/learnt-before.ts';
import type { Learnt } from '../../bot/understanding/learnt.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-learnt-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modelOf = (count: number): Learnt => ({
  features: Array.from({ length: count }, (_, index) => (index % 2 === 0 ? index : `特徴${index}`)),
  weights: Int8Array.from({ length: count * 2 }, (_, index) => (index % 255) - 127),
  step: 0.01,
  bias: [0, 0.1],
});
const model = modelOf(10_000);

const learnAs = async (version: string, learning = model): Promise<void> => {
  const { learnt, keep } = await openLearnt(version, folder);
  learnt.set('topics', learning);
  await keep();
};
const copies = async (): Promise<string[]> => (await readdir(folder)).map((name) => join(folder, name));

describe('what was learnt', () => {
  it('is there at the next start with the same knowledge', async () => {
    await learnAs('one');
    const { learnt } = await openLearnt('one', folder);
    expect(learnt.get('topics')?.features).toEqual(model.features);
    expect([...(learnt.get('topics')?.weights ?? [])]).toEqual([...model.weights]);
  });

  it('is not taken for that of other knowledge', async () => {
    await learnAs('one');
    expect((await openLearnt('other', folder)).learnt.size).toBe(0);
  });

  it('is learnt anew when the copy is damaged', async () => {
    await learnAs('one');
    const [file = ''] = await copies();
    await writeFile(file, (await readFile(file)).subarray(0, 20));
    expect((await openLearnt('one', folder)).learnt.size).toBe(0);
  });

  it('is not written again when nothing was learnt', async () => {
    await learnAs('one');
    const [file = ''] = await copies();
    await rm(file);
    const { keep } = await openLearnt('other', folder);
    await keep();
    expect(await copies()).toEqual([]);
  });

  it('is not kept where it is so little that it is learnt at once', async () => {
    await learnAs('one', modelOf(100));
    expect(await copies()).toEqual([]);
  });

  it('does not fill the disk with the copies of old knowledge', async () => {
    for (const version of ['1', '2', '3', '4', '5', '6', '7']) await learnAs(version);
    expect(await copies()).toHaveLength(4);
    expect((await openLearnt('7', folder)).learnt.size).toBe(1);
  });

  it('does not stop a start where it cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const { learnt, keep } = await openLearnt('one', join(folder, 'file'));
    learnt.set('topics', model);
    await expect(keep()).resolves.toBeUndefined();
  });
});
