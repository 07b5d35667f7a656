import { AppError } from '../errors.ts';
import { isConversationId } from './conversation-id.ts';
import type { AttachmentPlace } from './port.ts';

/** Both ids become part of a file's name, so they are held to the shape of a conversation's. */
const isPlace = ({ conversationId, id }: AttachmentPlace): boolean =>
  isConversationId(conversationId) && isConversationId(id);

/** @throws AppError 400 `invalid-attachment-place` */
export const requirePlace = (place: AttachmentPlace): void => {
  if (isPlace(place)) return;
  throw new AppError({
    code: 'invalid-attachment-place',
    status: 400,
    message: 'The ids of a picture and its conversation are 16 to 64 letters, digits, "_" or "-"',
  });
};

/** No id has a dot, so the two can be told apart again. */
const separator = '.';

export const placeName = ({ conversationId, id }: AttachmentPlace): string =>
  `${conversationId}${separator}${id}`;

/** Null for a name that is none. */
export const parsePlace = (name: string): AttachmentPlace | null => {
  const [conversationId, id, ...rest] = name.split(separator);
  if (conversationId === undefined || id === undefined || rest.length > 0) return null;
  const place = { conversationId, id };
  return isPlace(place) ? place : null;
};
