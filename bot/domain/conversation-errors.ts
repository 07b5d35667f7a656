import { AppError } from '../errors.ts';

/** Refusals about a conversation that more than one room makes; each made once, so that code and words agree. */

/** 404: there is no such conversation, or it is another's, which must look the same. */
export const conversationNotFound = (): AppError =>
  new AppError({ code: 'conversation-not-found', status: 404, message: 'there is no such conversation' });

/** 422: a retry must repeat its text; the earlier message is kept as it is. */
export const messageIdReused = (): AppError =>
  new AppError({
    code: 'message-id-reused',
    status: 422,
    message: 'this clientMessageId was used for another text; use a new one for a new message',
  });
