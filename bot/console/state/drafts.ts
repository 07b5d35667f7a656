import { isRecord, readJson, type KeyValue } from '../../browser/key-value.ts';

/** A reply goes to the customer; a note, also one that goes with a transfer, stays in the desk. */
export const draftKinds = ['reply', 'note', 'transfer'] as const;
export type DraftKind = (typeof draftKinds)[number];

export interface DraftKey {
  agentId: string;
  conversationId: string;
  kind: DraftKind;
}

interface Attempt {
  clientMessageId: string;
  text: string;
}

interface Draft {
  text: string;
  /** Milliseconds since the epoch. */
  savedAt: number;
  /** The message id under which this text was last sent, while nobody knows whether it arrived. */
  attempt: Attempt | null;
}

const PREFIX = 'madoguchi.console.draft';
/** A draft nobody came back to: long enough for a holiday, short enough not to pile up customers' affairs on a PC. 7–60. */
const KEEP_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

const keyOf = ({ agentId, conversationId, kind }: DraftKey): string =>
  [PREFIX, agentId, kind, conversationId].join('/');

const isAttempt = (value: unknown): value is Attempt =>
  isRecord(value) && typeof value['clientMessageId'] === 'string' && typeof value['text'] === 'string';

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  typeof value['text'] === 'string' &&
  typeof value['savedAt'] === 'number' &&
  (value['attempt'] === null || isAttempt(value['attempt']));

export interface Drafts {
  /** The text as it was left; empty when there is none. */
  text(key: DraftKey): string;
  /** Keeps what is typed; an empty text removes the draft. */
  save(key: DraftKey, text: string): void;
  clear(key: DraftKey): void;
  /** The same text gets the same message id until `clear`, so that sending again never makes a second message. */
  messageIdFor(key: DraftKey, text: string): string;
  /** The id under which exactly this text was sent and not acknowledged; null when there is none. */
  pendingMessageId(key: DraftKey): string | null;
  /** Conversations in which this agent has something unsent. */
  conversationsOf(agentId: string): ReadonlySet<string>;
  /** Forgets drafts nobody came back to. */
  removeOld(): void;
}

export interface DraftPorts {
  store: KeyValue;
  now: () => number;
  newMessageId: () => string;
}

/** Drafts for each agent, conversation and kind. They outlive a reload, a lost session and a closed tab. */
export const createDrafts = ({ store, now, newMessageId }: DraftPorts): Drafts => {
  // What storage refuses (full, forbidden) at least lives as long as the page.
  const unsaved = new Map<string, Draft>();

  const load = (key: string): Draft | null => {
    const stored = unsaved.get(key) ?? readJson(store, key);
    return isDraft(stored) ? stored : null;
  };
  const keep = (key: string, draft: Draft): void => {
    if (store.write(key, JSON.stringify(draft))) unsaved.delete(key);
    else unsaved.set(key, draft);
  };
  const remove = (key: string): void => {
    unsaved.delete(key);
    store.remove(key);
  };
  const allKeys = (): string[] =>
    [...store.keys(), ...unsaved.keys()].filter((key) => key.startsWith(`${PREFIX}/`));

  return {
    text: (key) => load(keyOf(key))?.text ?? '',
    save: (key, text) => {
      const attempt = load(keyOf(key))?.attempt ?? null;
      if (text === '') remove(keyOf(key));
      else keep(keyOf(key), { text, savedAt: now(), attempt });
    },
    clear: (key) => remove(keyOf(key)),
    messageIdFor: (key, text) => {
      const before = load(keyOf(key))?.attempt;
      const attempt = before?.text === text ? before : { clientMessageId: newMessageId(), text };
      keep(keyOf(key), { text, savedAt: now(), attempt });
      return attempt.clientMessageId;
    },
    pendingMessageId: (key) => {
      const draft = load(keyOf(key));
      return draft?.attempt?.text === draft?.text ? (draft?.attempt?.clientMessageId ?? null) : null;
    },
    conversationsOf: (agentId) =>
      new Set(
        allKeys()
          .map((key) => key.split('/'))
          .filter((parts) => parts[1] === agentId)
          .map((parts) => parts.slice(3).join('/')),
      ),
    removeOld: () => {
      const oldest = now() - KEEP_DAYS * DAY_MS;
      for (const key of allKeys()) {
        if ((load(key)?.savedAt ?? 0) < oldest) remove(key);
      }
    },
  };
};
