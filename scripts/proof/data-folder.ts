import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './program.ts';

/** A program's empty data folder, which can be lost while it runs. */
export interface DataFolder {
  path: string;
  /** A file stands where it was: nothing can be read or written, as with a lost disk. */
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
  dispose(): Promise<void>;
}

export const dataFolder = async (): Promise<DataFolder> => {
  const parent = await temporaryFolder();
  const [path, away] = [join(parent.path, 'data'), join(parent.path, 'away')];
  return {
    path,
    takeAway: async () => {
      await rename(path, away);
      await writeFile(path, '');
    },
    bringBack: async () => {
      await rm(path, { force: true });
      await rename(away, path);
    },
    dispose: parent.dispose,
  };
};
