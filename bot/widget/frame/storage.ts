/** The part of `localStorage` that is used. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const inMemory = (): KeyValue => {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
};

/**
 * The browser's storage, or memory where it may not be used: a browser that blocks third parties'
 * storage throws on reaching for it already, others only on writing (quota 0). What was held when
 * writing began to fail stays readable.
 */
export const openStorage = (reach: () => KeyValue): KeyValue => {
  const memory = inMemory();
  let store: KeyValue;
  try {
    store = reach();
    store.setItem('madoguchi:probe', '1');
    store.removeItem('madoguchi:probe');
  } catch {
    return memory;
  }
  return {
    getItem: (key) => memory.getItem(key) ?? store.getItem(key),
    setItem: (key, value) => {
      try {
        store.setItem(key, value);
        memory.removeItem(key);
      } catch {
        memory.setItem(key, value);
      }
    },
    removeItem: (key) => {
      memory.removeItem(key);
      store.removeItem(key);
    },
  };
};

/** Reads JSON that an earlier version may have written; what `accepts` refuses counts as absent. */
export const readJson = <T>(
  store: KeyValue,
  key: string,
  accepts: (value: unknown) => value is T,
): T | null => {
  try {
    const value: unknown = JSON.parse(store.getItem(key) ?? 'null');
    return accepts(value) ? value : null;
  } catch {
    return null;
  }
};
