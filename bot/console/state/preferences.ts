import { isRecord, readJson, type KeyValue } from '../../browser/key-value.ts';

/** What one agent chose on this PC. Sound and notifications are off until asked for. */
export interface Preferences {
  notifications: boolean;
  sound: boolean;
  /** Shortcuts of a single letter; must be possible to turn off (WCAG 2.1.4). */
  singleKeys: boolean;
}

export const defaultPreferences: Preferences = { notifications: false, sound: false, singleKeys: true };

const KEY = 'madoguchi.console.preferences';

export const loadPreferences = (store: KeyValue): Preferences => {
  const stored = readJson(store, KEY);
  if (!isRecord(stored)) return defaultPreferences;
  const flag = (name: keyof Preferences): boolean => {
    const value = stored[name];
    return typeof value === 'boolean' ? value : defaultPreferences[name];
  };
  return { notifications: flag('notifications'), sound: flag('sound'), singleKeys: flag('singleKeys') };
};

export const savePreferences = (store: KeyValue, preferences: Preferences): void =>
  void store.write(KEY, JSON.stringify(preferences));
