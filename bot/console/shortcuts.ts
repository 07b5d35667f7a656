import { listIds, type ListId } from './state/route.ts';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export interface KeyContext {
  /** The focus is where letters are typed. */
  typing: boolean;
  dialogOpen: boolean;
  singleKeys: boolean;
}

const simple = {
  j: 'next',
  k: 'previous',
  '/': 'search',
  r: 'reply',
  n: 'note',
  c: 'claim',
  t: 'transfer',
  e: 'close',
  w: 'texts',
  d: 'details',
  '?': 'help',
} as const;

type SimpleCommand = (typeof simple)[keyof typeof simple];

export type Command = { type: 'list'; list: ListId } | { type: SimpleCommand };

const isSimple = (key: string): key is keyof typeof simple => Object.hasOwn(simple, key);

/** For the list of keys that the help shows. */
export const keysOfCommands: readonly (readonly [string, SimpleCommand])[] = Object.entries(simple);

/** The command of a key, or null when the key is somebody else's: a text field's, a dialog's, the browser's. */
export const commandOf = (press: KeyPress, context: KeyContext): Command | null => {
  if (context.typing || context.dialogOpen || !context.singleKeys) return null;
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const list = listIds[Number.parseInt(press.key, 10) - 1];
  if (list !== undefined) return { type: 'list', list };
  const key = press.key.toLowerCase();
  return isSimple(key) ? { type: simple[key] } : null;
};
