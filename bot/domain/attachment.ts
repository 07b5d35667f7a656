import { z } from 'zod';
import type { ConversationEvent } from './conversation.ts';

/**
 * What a customer sends besides text (N3). Of a picture the event holds what describes it, and the bytes are
 * kept apart under its id; of a CSV there is nothing but the names of its columns.
 */

/** Attachments of one conversation, removed ones included. Sane: 10 to 100; a story in pictures is told by then. */
export const mostAttachments = 30;

const pictureSchema = z.strictObject({
  kind: z.literal('picture'),
  /** Names the bytes in the attachments' store. */
  id: z.string(),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Length of what is kept. */
  bytes: z.int().positive(),
  /** SHA-256 (hex) of what was sent, by which a retry is known; null once staff removed the picture. */
  sentHash: z.string().nullable(),
});
export type Picture = z.infer<typeof pictureSchema>;

const csvHeaderSchema = z.strictObject({
  kind: z.literal('csv-header'),
  /** Already masked, each on its own; empty when staff removed them. */
  columns: z.array(z.string()),
});

export const attachmentContentSchema = z.discriminatedUnion('kind', [pictureSchema, csvHeaderSchema]);
export type AttachmentContent = z.infer<typeof attachmentContentSchema>;

/** False once staff removed it: the bytes are then gone, or to go. */
export const isKept = ({ sentHash }: Picture): boolean => sentHash !== null;

const picturesOf = (events: readonly ConversationEvent[]): Picture[] =>
  events.flatMap((event) =>
    event.type === 'attachment' && event.content.kind === 'picture' ? [event.content] : [],
  );

/** The pictures whose bytes belong to these events. */
export const keptPictures = (events: readonly ConversationEvent[]): Picture[] =>
  picturesOf(events).filter(isKept);

/** The picture of that id, kept or removed; null when there never was one. */
export const findPicture = (events: readonly ConversationEvent[], id: string): Picture | null =>
  picturesOf(events).find((picture) => picture.id === id) ?? null;

/** The content without what staff removed (N4). */
export const emptiedContent = (content: AttachmentContent): AttachmentContent =>
  content.kind === 'picture' ? { ...content, sentHash: null } : { ...content, columns: [] };
