import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Dictionary } from './dictionary.ts';

/**
 * A source of the dictionary that keeps what another one made as one file, ready to use: reading that
 * takes a tenth of unpacking kuromoji's twelve. The file is only ever a copy; when it is missing, damaged
 * or cannot be written, the other source serves as before.
 * @param file where the copy lies; its name must change with whatever the copy depends on
 */
export const cachedDictionary =
  (read: () => Promise<Dictionary>, file: string): (() => Promise<Dictionary>) =>
  async () => {
    const copy = await readCopy(file);
    if (copy) return copy;
    const dictionary = await read();
    await writeCopy(file, dictionary).catch(() => {});
    return dictionary;
  };

const readCopy = async (file: string): Promise<Dictionary | null> => {
  try {
    const copy: Dictionary = deserialize(await readFile(file));
    return copy;
  } catch {
    return null;
  }
};

/** Written beside and renamed, so that no reader ever meets half of it. */
const writeCopy = async (file: string, dictionary: Dictionary): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, serialize(dictionary));
  await rename(temporary, file);
};
