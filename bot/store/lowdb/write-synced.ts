import type { Files } from './files.ts';

/** Writes a new or emptied file. Its contents are durable when it resolves; its name is not yet. */
export const writeSynced = async (files: Files, path: string, text: string): Promise<void> => {
  const file = await files.create(path);
  try {
    await file.write(text);
    await file.sync();
  } finally {
    await file.close();
  }
};
