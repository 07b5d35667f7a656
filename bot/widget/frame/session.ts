import type { EventView } from '../../web/wire.ts';
import { readJson } from './storage.ts';
import type { KeyValue } from './storage.ts';
import type { NoticeView } from './wire-types.ts';

/** The conversation this browser holds; the same in every tab and on every page of the host. */
export interface Session {
  conversationId: string;
  token: string;
  /** Whose it is (`ownerOf`). */
  owner: string;
  /** Said before the first message (N2), and so also after a reload before it. */
  notices: NoticeView[];
}

export const SESSION_KEY = 'madoguchi:session';
const TRANSCRIPT_KEY = 'madoguchi:transcript';
const DRAFT_KEY = 'madoguchi:draft';
const SOUND_KEY = 'madoguchi:sound';
const PUT_AWAY_KEY = 'madoguchi:put-away';

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' &&
  value !== null &&
  'conversationId' in value &&
  'token' in value &&
  'owner' in value &&
  'notices' in value;

export const readSession = (storage: KeyValue): Session | null => readJson(storage, SESSION_KEY, isSession);

export const writeSession = (storage: KeyValue, session: Session | null): void => {
  if (session) return storage.setItem(SESSION_KEY, JSON.stringify(session));
  storage.removeItem(SESSION_KEY);
  storage.removeItem(TRANSCRIPT_KEY);
};

interface Kept {
  conversationId: string;
  events: EventView[];
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'conversationId' in value && 'events' in value;

/**
 * What this browser has shown of the conversation: readable while the server is away, and not new
 * to anybody after a reload.
 */
export const readTranscript = (storage: KeyValue, { conversationId }: Session): EventView[] => {
  const kept = readJson(storage, TRANSCRIPT_KEY, isKept);
  return kept?.conversationId === conversationId ? kept.events : [];
};

/** Sane range 100–1,000: some 1 KB each, and browsers give an origin 5 MB. The rest comes from the server. */
const MOST_KEPT = 300;

/** The newest, and what says where the conversation stands with the desk. */
const worthKeeping = (events: readonly EventView[]): readonly EventView[] => {
  const newest = events.slice(-MOST_KEPT);
  const status = events.findLast(({ type }) => type === 'status');
  return status && !newest.includes(status) ? [status, ...newest] : newest;
};

/**
 * As the server has it: masked. Content that staff removed, of a message, a survey's comment or an attachment, is
 * not kept here either.
 */
export const writeTranscript = (
  storage: KeyValue,
  { conversationId }: Session,
  events: readonly EventView[],
): void => {
  const removed = new Set(events.map((event) => event.type === 'redacted' && event.on));
  const kept = worthKeeping(events).map((event) =>
    removed.has(event.seq) ? { ...event, text: '', comment: '', picture: null, columns: null } : event,
  );
  storage.setItem(TRANSCRIPT_KEY, JSON.stringify({ conversationId, events: kept }));
};

/** What is typed and not sent yet; '' when nothing is. */
export const readDraft = (storage: KeyValue): string => storage.getItem(DRAFT_KEY) ?? '';

export const writeDraft = (storage: KeyValue, text: string): void => {
  if (text === '') storage.removeItem(DRAFT_KEY);
  else storage.setItem(DRAFT_KEY, text);
};

/** Sane range 1,000–10,000 characters: an announcement has some 200, and one is seldom up for long. */
const MOST_PUT_AWAY = 4_000;

/** Whether the visitor has put away an announcement with these very words, on this page or an earlier one. */
export const isPutAway = (storage: KeyValue, words: string): boolean =>
  (storage.getItem(PUT_AWAY_KEY) ?? '').includes(words);

export const putAway = (storage: KeyValue, words: string): void =>
  storage.setItem(PUT_AWAY_KEY, ((storage.getItem(PUT_AWAY_KEY) ?? '') + words).slice(-MOST_PUT_AWAY));

/** Whether a message that comes unseen is heard; off until somebody turns it on. */
export const readSound = (storage: KeyValue): boolean => storage.getItem(SOUND_KEY) !== null;

export const writeSound = (storage: KeyValue, on: boolean): void => {
  if (on) storage.setItem(SOUND_KEY, 'on');
  else storage.removeItem(SOUND_KEY);
};
