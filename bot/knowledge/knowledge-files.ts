import { constants, open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { StartError } from '../errors.ts';
import { approvalsPath, maxApprovalsBytes } from './read-approvals.ts';
import { maxFileBytes } from './decode-text.ts';
import { maxPictureBytes } from './picture-files.ts';

/**
 * The files of the folders `knowledge/` and `intents/`, by path with `/`. A file that did
 * not change keeps its very `Uint8Array` from one load to the next: parsing is remembered by it.
 */
export type KnowledgeFiles = ReadonlyMap<string, Uint8Array>;

/** Where the two folders lie on disk; in paths they are always called `knowledge/` and `intents/`. */
export interface KnowledgeFolders {
  knowledge: string;
  intents: string;
}

/**
 * Golden questions test the knowledge and drafts wait to become part of it; neither is. Names that begin with a dot, `~` or `#`,
 * or end in `~`, are editors' swap files; `4913` is how vim tries whether a folder is writable.
 */
export function isKnowledgeFile(path: string): boolean {
  if (path === 'knowledge/README.md' || /^knowledge\/(?:golden|drafts)\//.test(path)) return false;
  return path.split('/').every((name) => !/^[.~#]|~$|^4913$|\.(?:swp|swx|tmp|bak)$/.test(name));
}

/**
 * Reads everything in the two folders.
 * Throws `StartError` when a folder is missing or a file may not be read.
 */
export async function readKnowledgeFiles(folders: KnowledgeFolders): Promise<KnowledgeFiles> {
  const paths = await listKnowledgeFiles(folders);
  const files = new Map<string, Uint8Array>();
  for (let from = 0; from < paths.length; from += openAtOnce) {
    const some = paths.slice(from, from + openAtOnce);
    const contents = await Promise.all(some.map((path) => readKnowledgeFile(folders, path)));
    some.forEach((path, index) => {
      const bytes = contents[index];
      if (bytes) files.set(path, bytes);
    });
  }
  return files;
}

/** A process may hold 256 to 1024 files open on common systems, sockets included. Sane: 16 to 128. */
const openAtOnce = 64;

/** The paths of everything in the two folders. Throws as `readKnowledgeFiles`. */
export async function listKnowledgeFiles(folders: KnowledgeFolders): Promise<string[]> {
  const lists = await Promise.all([listFiles(folders, 'knowledge'), listFiles(folders, 'intents')]);
  return lists.flat();
}

async function listFiles(folders: KnowledgeFolders, folder: keyof KnowledgeFolders): Promise<string[]> {
  const top = folders[folder];
  const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new StartError(`Cannot read the folder ${top}: ${reason(error)}`);
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => `${folder}/${relative(top, join(parentPath, name)).split(sep).join('/')}`)
    .filter(isKnowledgeFile)
    .toSorted();
}

/** What an error of opening says when there is no file: it vanished, is a folder or a socket, or links in a circle. */
const noFile: readonly string[] = ['ENOENT', 'EISDIR', 'ENOTDIR', 'ELOOP', 'ENXIO'];

/** null for what is no file, links to folders included, and for what vanished since it was listed. */
export async function readKnowledgeFile(folders: KnowledgeFolders, path: string): Promise<Uint8Array | null> {
  try {
    return await readUpTo(placeOnDisk(folders, path), limitOf(path) + 1);
  } catch (error) {
    if (noFile.includes(errorCode(error))) return null;
    throw new StartError(`Cannot read ${path}: ${reason(error)}`);
  }
}

const limitOf = (path: string): number => {
  if (path === approvalsPath) return maxApprovalsBytes;
  return /^knowledge\/(?:(?:approved|drafts)\/)?pictures\//.test(path) ? maxPictureBytes : maxFileBytes;
};

/** `knowledge/links.yaml` → where that file lies. */
export function placeOnDisk(folders: KnowledgeFolders, path: string): string {
  const [folder = '', ...names] = path.split('/');
  return join(folder === 'intents' ? folders.intents : folders.knowledge, ...names);
}

/** A pipe would otherwise wait for who writes into it, and hold a thread for ever. */
const withoutWaiting = constants.O_RDONLY | constants.O_NONBLOCK;

async function readUpTo(place: string, limit: number): Promise<Uint8Array | null> {
  const handle = await open(place, withoutWaiting);
  try {
    const found = await handle.stat();
    if (!found.isFile()) return null;
    const buffer = new Uint8Array(Math.min(found.size, limit));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

// Not `instanceof Error`: errors of Node's own modules come from another realm under jest.
const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const reason = (error: unknown): string => errorCode(error) || String(error);
