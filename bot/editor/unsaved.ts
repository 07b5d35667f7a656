import { isRecord, readJson, type KeyValue } from '../browser/key-value.ts';

/** A text that was typed and not saved yet. */
export interface UnsavedText {
  text: string;
  /** Of the text that it was made from; null for a new page. */
  base: string | null;
  /** ISO instant. */
  at: string;
}

export interface Unsaved {
  /** False when the browser keeps nothing: then only saving helps. */
  keep(path: string, text: UnsavedText): boolean;
  find(path: string): UnsavedText | null;
  remove(path: string): void;
}

/** Keeps what is being typed on this computer, so that neither a crash nor an ended session loses it. */
export const createUnsaved = (storage: KeyValue, account: string): Unsaved => {
  const keyOf = (path: string): string => `madoguchi:editor:unsaved:${account}:${path}`;
  return {
    keep: (path, text) => storage.write(keyOf(path), JSON.stringify(text)),
    find: (path) => {
      const found = readJson(storage, keyOf(path));
      if (!isRecord(found)) return null;
      const { text, base, at } = found;
      if (typeof text !== 'string' || typeof at !== 'string') return null;
      return { text, base: typeof base === 'string' ? base : null, at };
    },
    remove: (path) => storage.remove(keyOf(path)),
  };
};
