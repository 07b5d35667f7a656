import type { KeyValue } from '../browser/key-value.ts';
import type { Messages } from '../browser/message-bar.ts';
import type { Api } from './api.ts';
import type { AgentView } from './wire-types.ts';

/** What every page needs; built once, in main.ts. */
export interface Context {
  api: Api;
  storage: KeyValue;
  messages: Messages;
  me: AgentView;
}

/** One page of the program. */
export interface Screen {
  element: HTMLElement;
  title: string;
  /** Whether leaving would lose what was typed. */
  unsaved?(): boolean;
  /** Called when the page is left. */
  closed?(): void;
}
