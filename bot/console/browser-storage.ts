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

/** `localStorage`, or memory where the browser's settings forbid even touching it. */
export const browserStorage = (): KeyValue => {
  try {
    return wrap(window.localStorage);
  } catch {
    return createMemory();
  }
};
