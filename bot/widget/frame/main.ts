import { createApi } from './api.ts';
import { Sleeper } from './backoff.ts';
import { ConversationClient } from './conversation-client.ts';
import { Frame } from './frame.ts';
import { HostLink } from './host-link.ts';
import { loadLater } from './load-later.ts';
import { SESSION_KEY } from './session.ts';
import { openStorage } from './storage.ts';
import { Unread } from './unread.ts';

const storage = openStorage(() => localStorage);
const sleeper = new Sleeper();
const unread = new Unread(
  (count) => host.tell({ type: 'unread', count }),
  () => {
    if (!document.hasFocus()) frame.ring();
  },
);

/** Not `randomUUID`, which a page on plain http does not have. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

let drawing = false;
/** Draws once after everything that changed in this turn of the event loop, hidden or not. */
const draw = (): void => {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    const { snapshot } = client;
    frame.draw(snapshot);
    unread.see(snapshot.sources.events, snapshot.sources.heard);
  });
};

const base = new URL('../api/v1/', location.href).href;
const api = createApi(base);
const client = new ConversationClient({
  api,
  storage,
  sleep: (ms) => sleeper.sleep(ms),
  random: () => Math.random(),
  newId,
  now: () => new Date(),
  online: () => navigator.onLine,
  onChange: draw,
  onTyping: (data) => frame.hear(data),
  onIdentityRefused: () => host.tell({ type: 'identity-refused' }),
});

const frame = new Frame({
  client,
  storage,
  base,
  later: loadLater,
  sleep: (ms) => sleeper.sleep(ms),
  lookUp: async (query, signal) => (await api.suggest(query, signal)).suggestions,
  ask: (question) => api.faq(question),
  close: () => host.tell({ type: 'close' }),
});

const host = new HostLink((state, former) => {
  const { identity, pageUrl, appearance, open, full } = state;
  frame.wear(appearance);
  if (!former) client.start({ identity, pageUrl });
  else client.visit(pageUrl);
  if (former && former.identity !== identity) client.identify(identity);
  if (former?.open === open) return;
  if (open) {
    unread.shown();
    frame.shown(full);
  } else unread.hidden();
});

if (host.alone) client.start({ identity: null, pageUrl: '' });
const askForState = (): void => host.tell({ type: 'ready' });
askForState();
// The host's page may have changed its address meanwhile, without a new document.
window.addEventListener('focus', askForState);

for (const event of ['online', 'offline']) window.addEventListener(event, draw);
window.addEventListener('online', () => sleeper.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') sleeper.wake();
});
window.addEventListener('storage', ({ key }) => {
  if (key === SESSION_KEY) client.adopt();
});
