import { createMemory, type KeyValue } from './key-value.ts';

const wrap = (storage: Storage): KeyValue => ({
  keys: () => Object.keys(storage),
  read: (key) => storage.getItem(key),
  write: (key, value) => {
    try {
      storage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
  remove: (key) => storage.removeItem(key),
});

/** `localStorage`, or `sessionStorage` of this tab alone; memory where the browser's settings forbid even touching it. */
export const browserStorage = (kind: 'localStorage' | 'sessionStorage' = 'localStorage'): KeyValue => {
  try {
    return wrap(window[kind]);
  } catch {
    return createMemory();
  }
};
