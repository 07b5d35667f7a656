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
const DRAFT_KEY = 'madoguchi:draft';

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' &&
  value !== null &&
  'conversationId' in value &&
  'token' in value &&
  'owner' in value &&
  'notices' in value;

export const readSession = (storage: KeyValue): Session | null => readJson(storage, SESSION_KEY, isSession);

export const writeSession = (storage: KeyValue, session: Session | null): void => {
  if (session) storage.setItem(SESSION_KEY, JSON.stringify(session));
  else storage.removeItem(SESSION_KEY);
};

/** What is typed and not sent yet; '' when nothing is. */
export const readDraft = (storage: KeyValue): string => storage.getItem(DRAFT_KEY) ?? '';

export const writeDraft = (storage: KeyValue, text: string): void => {
  if (text === '') storage.removeItem(DRAFT_KEY);
  else storage.setItem(DRAFT_KEY, text);
};
