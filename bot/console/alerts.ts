import type { Messages } from '../browser/message-bar.ts';
import { customerName, labels } from './labels.ts';
import { newsOf, type News } from './state/news.ts';
import type { Preferences } from './state/preferences.ts';
import type { Store } from './store.ts';

/** Two soft tones; no sound file, so nothing has to be allowed by the page's policy. Hertz, seconds. */
const TONES = [
  { frequency: 660, from: 0, to: 0.14 },
  { frequency: 880, from: 0.16, to: 0.34 },
];
/** 0 to 1. */
const VOLUME = 0.12;

let audio: AudioContext | null = null;

/** Plays the tones. A browser keeps silent until the page has been touched once. */
export const playTones = async (): Promise<void> => {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') await audio.resume();
  for (const { frequency, from, to } of TONES) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    const start = audio.currentTime + from;
    const end = audio.currentTime + to;
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(VOLUME, start);
    gain.gain.exponentialRampToValueAtTime(0.001, end);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(start);
    oscillator.stop(end);
  }
};

/** Asks the browser; must be called from a click. */
export const askForNotifications = async (): Promise<'granted' | 'denied' | 'missing'> => {
  if (!('Notification' in window)) return 'missing';
  return (await Notification.requestPermission()) === 'granted' ? 'granted' : 'denied';
};

/** Without the customer's words: a notification is seen by whoever stands behind the screen. */
const notify = ({ type, item }: News, open: (conversationId: string) => void): void => {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(labels.notification[type], {
    body: item.customer.company ?? customerName(item.customer),
    tag: item.conversationId,
    lang: 'ja',
  });
  notification.addEventListener('click', () => {
    window.focus();
    open(item.conversationId);
    notification.close();
  });
};

export interface AlertPorts {
  store: Store;
  preferences: () => Preferences;
  announce: (text: string) => void;
  messages: Pick<Messages, 'call'>;
  open: (conversationId: string) => void;
}

/** Tells of news at the desk: to screen readers always, by notification and sound when asked for. */
export const alertOnNews = ({ store, preferences, announce, messages, open }: AlertPorts): void =>
  store.subscribe((state, before) => {
    const news = newsOf(state, before);
    for (const { type, item, from } of news) {
      const name = customerName(item.customer);
      // What a colleague handed over waits for this agent and nobody else: it stays until it is taken up.
      if (type !== 'transferred') announce(labels.announce[type](name));
      else if (state.open?.id !== item.conversationId)
        messages.call(labels.announce.handedOver(from ?? labels.message.from.agent, name), () =>
          open(item.conversationId),
        );
    }
    const visible = document.visibilityState === 'visible';
    const unseen = news.filter(({ item }) => !visible || state.open?.id !== item.conversationId);
    if (unseen.length === 0) return;
    if (preferences().sound) void playTones();
    if (preferences().notifications) for (const each of unseen) notify(each, open);
  });
