import { open, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { StartError } from '../errors.ts';
import { approvalsPath, maxApprovalsBytes } from './read-approvals.ts';
import { maxFileBytes } from './decode-text.ts';

/**
 * The files below `knowledge/` and `intents/`, by their path from the root with `/`. A file that did
 * not change keeps its very `Uint8Array` from one load to the next: parsing is remembered by it.
 */
export type KnowledgeFiles = ReadonlyMap<string, Uint8Array>;

export const knowledgeFolders = ['knowledge', 'intents'] as const;

/**
 * Golden questions test the knowledge and are not part of it. Names that begin with a dot, `~` or `#`,
 * or end in `~`, are editors' swap files; `4913` is how vim tries whether a folder is writable.
 */
export function isKnowledgeFile(path: string): boolean {
  if (path === 'knowledge/README.md' || path.startsWith('knowledge/golden/')) return false;
  return path.split('/').every((name) => !/^[.~#]|~$|^4913$|\.(?:swp|swx|tmp|bak)$/.test(name));
}

/**
 * Reads everything below `<root>/knowledge` and `<root>/intents`.
 * Throws `StartError` when a folder is missing or a file may not be read.
 */
export async function readKnowledgeFiles(root: string): Promise<KnowledgeFiles> {
  const files = new Map<string, Uint8Array>();
  for (const folder of knowledgeFolders) {
    const paths = await listFiles(root, folder);
    const contents = await Promise.all(paths.map((path) => readKnowledgeFile(root, path)));
    paths.forEach((path, index) => {
      const bytes = contents[index];
      if (bytes) files.set(path, bytes);
    });
  }
  return files;
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true }).catch((error: unknown) => {
    throw new StartError(`Cannot read the folder ${join(root, folder)}: ${reason(error)}`);
  });
  return names
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter(isKnowledgeFile)
    .toSorted();
}

/** null for a folder, and for what vanished since it was listed. Reads one byte more than the limit at most. */
export async function readKnowledgeFile(root: string, path: string): Promise<Uint8Array | null> {
  const limit = path === approvalsPath ? maxApprovalsBytes : maxFileBytes;
  try {
    const handle = await open(join(root, path), 'r');
    try {
      const { size } = await handle.stat();
      const buffer = new Uint8Array(Math.min(size, limit + 1));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(errorCode(error))) return null;
    throw new StartError(`Cannot read ${path}: ${reason(error)}`);
  }
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const reason = (error: unknown): string => errorCode(error) || String(error);
