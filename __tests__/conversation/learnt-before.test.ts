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

const model: Learnt = {
  features: [3, '公開'],
  weights: Int8Array.of(127, -127, 64, 1),
  step: 0.01,
  bias: [0, 0.1],
};

const learnAs = async (version: string): Promise<void> => {
  const { learnt, keep } = await openLearnt(version, folder);
  learnt.set('topics', model);
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
