import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

/** Where copies lie: a folder of this checkout, which anybody may empty. */
export const copyFile = (name: string): string =>
  fileURLToPath(new URL(`../../.cache/${name}.bin`, import.meta.url));

export interface Copied<T> {
  /** Where the copy lies. */
  file: string;
  /** Names everything that the value depends on; with another one, what lies there is no copy of it. */
  key: string;
  make(): Promise<T>;
}

/**
 * What `make` gives, kept as a file that is ready to use: a start reads it in a tenth of the time. The file
 * is only ever a copy; when it is missing, damaged, of another key or another version of V8, or cannot be
 * written, the value is made as before. It is trusted as the program's own files are: its shape is not checked.
 */
export const keptCopy = async <T>({ file, key, make }: Copied<T>): Promise<T> => {
  const copy = await readCopy<Copy<T>>(file);
  if (copy?.key === key) return copy.value;
  const value = await make();
  await writeCopy(file, { key, value }).catch(() => {});
  return value;
};

interface Copy<T> {
  key: string;
  value: T;
}

/** What `writeCopy` wrote; null when it is missing or damaged. */
export const readCopy = async <T>(file: string): Promise<T | null> => {
  try {
    const copy: T = deserialize(await readFile(file));
    return copy;
  } catch {
    return null;
  }
};

/** Written beside and renamed, so that no reader ever meets half of it. */
export const writeCopy = async <T>(file: string, copy: T): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, serialize(copy));
  await rename(temporary, file);
};
