import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../bot/errors.ts';
import type { KnowledgeFolders } from '../../bot/knowledge/knowledge-files.ts';

/** The folders that a change is compared with, and the way to be rid of what was unpacked for it. */
export interface BaseFolders {
  folders: KnowledgeFolders;
  dispose(): Promise<void>;
}

/**
 * `base` is a folder that holds `knowledge/` and `intents/`, or a commit, branch or tag of the repository that
 * the working copy lies in.
 * @throws StartError when it is neither.
 */
export const baseFolders = async (working: KnowledgeFolders, base: string): Promise<BaseFolders> => {
  if (await isFolder(base)) return { folders: under(base), dispose: () => Promise.resolve() };
  const unpacked = await mkdtemp(join(tmpdir(), 'madoguchi-impact-'));
  const dispose = (): Promise<void> => rm(unpacked, { recursive: true, force: true });
  const folders = under(unpacked);
  try {
    for (const name of ['knowledge', 'intents'] as const)
      await unpack({ from: working[name], commit: await commitOf(working[name], base), to: folders[name] });
    return { folders, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
};

const under = (folder: string): KnowledgeFolders => ({
  knowledge: join(folder, 'knowledge'),
  intents: join(folder, 'intents'),
});

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The full hash, so that nothing a caller names can be taken for an option of git. */
const commitOf = async (folder: string, base: string): Promise<string> => {
  const args = ['-C', folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`];
  try {
    return (await promisify(execFile)('git', args)).stdout.trim();
  } catch {
    throw new StartError(
      `--base の「${base}」は、フォルダーでもGitのコミットでもありません。--base HEAD~1 のように書いてください。`,
    );
  }
};

/** In a folder of a repository, `git archive` gives that folder alone, with paths from there. */
const unpack = async ({ from, commit, to }: { from: string; commit: string; to: string }): Promise<void> => {
  await mkdir(to, { recursive: true });
  const git = spawn('git', ['-C', from, 'archive', '--format=tar', commit], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tar = spawn('tar', ['-x', '-C', to], { stdio: ['pipe', 'ignore', 'ignore'] });
  git.stdout.pipe(tar.stdin);
  const [[packed], [unpackedWith]] = await Promise.all([once(git, 'close'), once(tar, 'close')]);
  if (packed !== 0 || unpackedWith !== 0)
    throw new StartError(
      `コミット ${commit} のファイルをGitから読み取れませんでした。そのコミットがあるか確かめてください。`,
    );
};
