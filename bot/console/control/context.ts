import type { Api } from '../api.ts';
import type { KeyValue } from '../key-value.ts';
import type { Drafts } from '../state/drafts.ts';
import type { ServerClock } from '../state/server-clock.ts';
import type { Store } from '../store.ts';

/** Tells the agent what came of something; both are read out by screen readers. */
export interface Messages {
  info(text: string): void;
  problem(text: string): void;
  /** Stays until it is closed or followed. */
  call(text: string, follow: () => void): void;
}

/** What every part that acts needs; built once, in main.ts. */
export interface Context {
  store: Store;
  api: Api;
  drafts: Drafts;
  storage: KeyValue;
  clock: ServerClock;
  messages: Messages;
}
