import { askForNotifications, playTones } from './alerts.ts';
import type { Context } from './control/context.ts';
import { labels } from './labels.ts';
import { loadPreferences, savePreferences, type Preferences } from './state/preferences.ts';

export interface Settings {
  current(): Preferences;
  /** Turns one on or off; what the browser must allow is asked for here, by the click. */
  toggle(name: 'notifications' | 'sound'): Promise<void>;
  setSingleKeys(on: boolean): void;
}

/** `changed` redraws what shows the settings. */
export const createSettings = ({ storage, messages }: Context, changed: () => void): Settings => {
  let current = loadPreferences(storage);
  const set = (change: Partial<Preferences>): void => {
    current = { ...current, ...change };
    savePreferences(storage, current);
    changed();
  };
  const turnOnNotifications = async (): Promise<void> => {
    const answer = await askForNotifications();
    if (answer === 'granted') set({ notifications: true });
    else
      messages.problem(
        answer === 'denied' ? labels.header.notificationsDenied : labels.header.notificationsMissing,
      );
  };
  return {
    current: () => current,
    toggle: async (name) => {
      if (current[name]) set({ [name]: false });
      else if (name === 'notifications') await turnOnNotifications();
      else {
        set({ sound: true });
        await playTones();
      }
    },
    setSingleKeys: (on) => set({ singleKeys: on }),
  };
};
