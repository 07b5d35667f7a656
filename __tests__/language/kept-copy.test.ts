import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDictionary, type Dictionary } from '../../bot/language/dictionary.ts';
import { keptCopy } from '../../bot/language/kept-copy.ts';
import { createTokenizer } from '../../bot/language/tokenizer.ts';

let folder: string;
let file: string;
let reads: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-dictionary-'));
  file = join(folder, 'cache', 'copy.bin');
  reads = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const counted = (): Promise<Dictionary> => {
  reads += 1;
  return loadDictionary();
};

const kept = (key = 'key'): Promise<Dictionary> => keptCopy({ file, key, make: counted });

const cut = (dictionary: Dictionary): string[] =>
  createTokenizer(dictionary)
    .tokenise('給与明細の公開方法を教えてください😀ログインできない')
    .map(({ surface, reading, pos }) => `${surface}/${reading}/${pos}`);

test('a copy of the dictionary cuts as the dictionary itself, and spares reading it', async () => {
  const first = await kept();
  const copy = await kept();
  expect(reads).toBe(1);
  expect(cut(copy)).toEqual(cut(first));
});

test('a damaged copy is made anew', async () => {
  await kept();
  await writeFile(file, (await readFile(file)).subarray(0, 1000));
  expect(cut(await kept())).toEqual(cut(await loadDictionary()));
  await kept();
  expect(reads).toBe(2);
});

test('where no copy can be written the dictionary serves all the same', async () => {
  await writeFile(join(folder, 'cache'), 'a file in the place of the folder');
  expect(cut(await kept())).toEqual(cut(await loadDictionary()));
});

test('what another key names is no copy', async () => {
  await kept('of an older version');
  await kept('of this version');
  expect(reads).toBe(2);
});
