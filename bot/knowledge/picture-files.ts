import { createHash } from 'node:crypto';
import { FileMemo } from './file-memo.ts';
import { extensionOf, pictureFacts } from './picture-facts.ts';
import type { PictureFacts } from './picture-facts.ts';

/**
 * Bytes that are read of a file in `knowledge/pictures/`; of a larger one nothing is known but that it is too
 * large. `check` asks for far less: what is merely heavy must still be served. Sane: 1 to 4 MB.
 */
export const maxPictureBytes = 2 * 1024 * 1024;

/** A file of a picture that can be shown. */
export interface PictureFile extends PictureFacts {
  /** Hex. */
  sha256: string;
  bytes: Uint8Array;
}

const read = new FileMemo((_file, bytes): PictureFile | null => {
  if (bytes.length > maxPictureBytes) return null;
  const facts = pictureFacts(bytes);
  return facts && { ...facts, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
});

/** null for what is no picture of the three kinds, or is too large. */
export const readPictureFile = (file: string, bytes: Uint8Array): PictureFile | null => read.get(file, bytes);

/** What customers' browsers ask for, and how the bytes are kept: named after the content, so it never changes. */
export const contentName = ({ sha256, mediaType }: Pick<PictureFile, 'sha256' | 'mediaType'>): string =>
  `${sha256}.${extensionOf[mediaType]}`;

const keptFolder = 'knowledge/approved/pictures/';

/** Where the bytes of an approved picture are kept. */
export const approvedPicturePath = (name: string): string => keptFolder + name;

export const isApprovedPicturePath = (path: string): boolean => path.startsWith(keptFolder);
