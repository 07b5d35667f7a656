import { z } from 'zod';
import { lastSeq, type Conversation } from '../../domain/conversation.ts';
import { needsDesk } from '../../domain/ticket.ts';
import { deskChangedAt, searchedText } from '../history-search.ts';
import { frozen } from '../frozen.ts';
import { storageDamaged } from '../storage-errors.ts';
import { storedConversationSchema } from '../storable.ts';

/** A conversation, and the version that tells whether it is still the newest. */
export interface Stored {
  version: string;
  conversation: Conversation;
}

export const versionRows = z.array(z.object({ id: z.string(), version: z.string() }));
export type Version = z.infer<typeof versionRows>[number];

export const writtenRows = z.array(z.object({ revision: z.int(), version: z.string() }));

export const removedRows = z.array(z.object({ revision: z.int() }));

export const selectedRows = z.array(z.object({ id: z.string(), changed_at: z.string().default('') }));

const conversationRows = z.array(
  z.object({
    id: z.string(),
    version: z.string(),
    last_seq: z.int(),
    head: z.record(z.string(), z.unknown()).catch({}),
    events: z.array(z.unknown()),
  }),
);
type ConversationRow = z.infer<typeof conversationRows>[number];

/** Each row's conversation, or the error `storage-damaged` in its place. */
export const readConversations = (rows: unknown[]): { id: string; stored: Stored | Error }[] =>
  conversationRows.parse(rows).map((row) => ({ id: row.id, stored: readConversation(row) }));

const readConversation = ({ id, version, last_seq, head, events }: ConversationRow): Stored | Error => {
  const name = `conversation ${id} in the database`;
  const parsed = storedConversationSchema.safeParse({ ...head, events });
  // The message can quote a value; the path cannot, and logs hold no customer text.
  if (!parsed.success)
    return storageDamaged(name, `unexpected content at ${parsed.error.issues[0]?.path.join('.')}`);
  if (parsed.data.id !== id) return storageDamaged(name, 'it holds another conversation');
  if (lastSeq(parsed.data) !== last_seq) return storageDamaged(name, `${last_seq} events were written`);
  return { version, conversation: frozen(parsed.data) };
};

/**
 * The parameters $1 to $8 of `create-conversation` and `change-conversation`. `added`: the events that are
 * to be inserted.
 */
export const conversationValues = (conversation: Conversation, added: Conversation['events']): unknown[] => {
  const { events: _events, ...head } = conversation;
  const changedAt = deskChangedAt(conversation);
  return [
    conversation.id,
    lastSeq(conversation),
    conversation.desk.state,
    needsDesk(conversation.desk),
    changedAt === null ? null : new Date(changedAt).toISOString(),
    changedAt === null ? null : withoutNul(searchedText(conversation)),
    JSON.stringify(head),
    JSON.stringify(added),
  ];
};

/** PostgreSQL's `text` takes every character but this one. */
export const withoutNul = (text: string): string => text.replaceAll('\0', ' ');
