/**
 * The few file operations that the store is made of, so that tests can fail each of them and cut the
 * power between any two (`simulated-files.ts`). Errors carry the operating system's `code`.
 */
export interface Files {
  /** The text, or null when there is no such file. Rejects with NotUtf8Error. */
  readText(path: string): Promise<string | null>;
  /** The bytes, or null when there is no such file. */
  readBytes(path: string): Promise<Buffer | null>;
  /** Changes whenever the file is replaced or grows; null when there is no such file. */
  version(path: string): Promise<string | null>;
  /** Names in a folder, or null when there is no such folder. */
  list(folder: string): Promise<string[] | null>;
  /** With the folders above it; an existing one is fine. */
  makeFolder(path: string): Promise<void>;
  /** Opens a new or emptied file for writing. Nothing is durable before `sync`. */
  create(path: string): Promise<OpenFile>;
  /**
   * Opens a file, made where it is missing, to write behind its first `size` bytes; what stands there goes.
   * Nothing is durable before `sync`.
   */
  openAt(path: string, size: number): Promise<OpenFile>;
  /** Replaces `to` in one step. Durable after `syncFolder`. */
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file. False when that name is taken: of several callers one gets it. */
  link(from: string, to: string): Promise<boolean>;
  /** Removes a file; an absent one is fine. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(folder: string): Promise<void>;
}

export interface OpenFile {
  write(content: string | Uint8Array): Promise<void>;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file's bytes are not text. */
export class NotUtf8Error extends Error {
  override readonly name = 'NotUtf8Error';
}

/**
 * The operating system's code of an error such as `ENOSPC`, or null when it is another kind of
 * error. Node's own codes (`ERR_…`) tell of a fault of the program, not of the medium.
 */
export const systemCode = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
};
