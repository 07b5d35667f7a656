import { constants } from 'node:fs';
import { link, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import type { Files } from './files.ts';
import { NotUtf8Error, systemCode } from './files.ts';

/** Conversations and password hashes are nobody else's to read. */
const folderMode = 0o700;
const fileMode = 0o600;

const unlessAbsent = async <T>(result: Promise<T>): Promise<T | null> => {
  try {
    return await result;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Strict: silently replaced bytes would be written back over the original with the next change. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NotUtf8Error('The file is not UTF-8', { cause: error });
  }
};

/** The file system of this machine. */
export const nodeFiles: Files = {
  async readText(path) {
    const bytes = await unlessAbsent(readFile(path));
    return bytes === null ? null : decode(bytes);
  },

  readBytes: (path) => unlessAbsent(readFile(path)),

  async version(path) {
    const found = await unlessAbsent(stat(path, { bigint: true }));
    return found === null ? null : `${found.ino}-${found.mtimeNs}-${found.size}`;
  },

  list: (folder) => unlessAbsent(readdir(folder)),

  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: folderMode });
  },

  async create(path) {
    const handle = await open(path, 'w', fileMode);
    return {
      write: (content) => handle.writeFile(content, 'utf8'),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },

  async openAt(path, size) {
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT, fileMode);
    try {
      if ((await handle.stat()).size > size) await handle.truncate(size);
    } catch (error) {
      await handle.close();
      throw error;
    }
    let end = size;
    return {
      write: async (text) => {
        const bytes = Buffer.from(text);
        // A disk that fills up takes a part and says so; the rest is then refused with its reason.
        for (let from = 0; from < bytes.length;) {
          const { bytesWritten } = await handle.write(bytes, from, bytes.length - from, end);
          from += bytesWritten;
          end += bytesWritten;
        }
      },
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },

  rename,

  async link(from, to) {
    try {
      await link(from, to);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      throw error;
    }
  },

  remove: (path) => rm(path, { force: true }),

  async syncFolder(folder) {
    // Windows cannot open a folder; its file system journals names by itself.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
