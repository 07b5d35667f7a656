import type { Api } from '../api.ts';
import type { KeyValue } from '../../browser/key-value.ts';
import type { Messages } from '../../browser/message-bar.ts';
import type { Drafts } from '../state/drafts.ts';
import type { ServerClock } from '../state/server-clock.ts';
import type { Store } from '../store.ts';

/** What every part that acts needs; built once, in main.ts. */
export interface Context {
  store: Store;
  api: Api;
  drafts: Drafts;
  storage: KeyValue;
  clock: ServerClock;
  messages: Messages;
}
