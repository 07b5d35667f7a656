import type { Files } from './files.ts';

/** Writes a new or emptied file. Its contents are durable when it resolves; its name is not yet. */
export const writeSynced = async (
  files: Files,
  path: string,
  content: string | Uint8Array,
): Promise<void> => {
  const file = await files.create(path);
  try {
    await file.write(content);
    await file.sync();
  } finally {
    await file.close();
  }
};
