import { AppError } from '../errors.ts';

/**
 * Ids come from callers and become file names: only these characters pass, so that no id can name
 * a path, and at least 16 of them, so that a random id cannot be guessed.
 */
const conversationId = /^[A-Za-z0-9_-]{16,64}$/;

export const isConversationId = (id: string): boolean => conversationId.test(id);

/** @throws AppError 400 `invalid-conversation-id` */
export const requireConversationId = (id: string): void => {
  if (isConversationId(id)) return;
  throw new AppError({
    code: 'invalid-conversation-id',
    status: 400,
    message: 'A conversation id is 16 to 64 letters, digits, "_" or "-"',
  });
};
