import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { LowdbOptions } from '../../bot/store/lowdb/open.ts';
import type { Stores } from '../../bot/store/port.ts';

const folders: string[] = [];
const openStores: Stores[] = [];

/** A new empty folder that `tidyUp` removes. */
export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-store-'));
  folders.push(folder);
  return folder;
};

export const openIn = async (options: Partial<LowdbOptions> & { folder: string }): Promise<Stores> => {
  const stores = await openLowdbStores({ report: () => {}, ...options });
  openStores.push(stores);
  return stores;
};

/** Closes and opens again, as a restart does. */
export const restarted = async (
  stores: Stores,
  options: Partial<LowdbOptions> & { folder: string },
): Promise<Stores> => {
  await stores.conversations.close();
  return openIn(options);
};

export const tidyUp = async (): Promise<void> => {
  for (const stores of openStores.splice(0)) await stores.conversations.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
};

/** Files of the folder, relative, of all its folders. */
export const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
};

export const pathOf = async (folder: string, id: string): Promise<string> => {
  const file = (await filesIn(folder)).find((each) => each.endsWith(`${id}.json`));
  if (!file) throw new Error(`There is no file of ${id}`);
  return path.join(folder, file);
};

export const read = (file: string): Promise<Buffer> => readFile(file);
export const overwrite = (file: string, content: string | Uint8Array): Promise<void> =>
  writeFile(file, content);
