/** What is needed of `localStorage`; tests give a Map, and a browser that forbids storage gets one as well. */
export interface KeyValue {
  keys(): string[];
  read(key: string): string | null;
  /** False when it could not be kept (storage full or forbidden). */
  write(key: string, value: string): boolean;
  remove(key: string): void;
}

export const createMemory = (): KeyValue => {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    read: (key) => values.get(key) ?? null,
    write: (key, value) => {
      values.set(key, value);
      return true;
    },
    remove: (key) => void values.delete(key),
  };
};

/** Reads JSON that this program wrote earlier; null for anything else, because storage can hold anything. */
export const readJson = (store: KeyValue, key: string): unknown => {
  const text = store.read(key);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
