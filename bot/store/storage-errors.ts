import { AppError } from '../errors.ts';

/** 409: a conversation is created once. */
export const conversationExists = (): AppError =>
  new AppError({ code: 'conversation-exists', status: 409, message: 'A conversation with this id exists' });

/** 422: there is no such account. */
export const agentNotFound = (): AppError =>
  new AppError({ code: 'agent-not-found', status: 422, message: 'There is no such agent' });

/**
 * 503: the medium did not take or give the data; nothing was acknowledged, and a retry may succeed.
 * The reason is the error's cause: it is for the log, while the message travels to clients.
 */
export const storageUnavailable = (reason: string, cause?: unknown): AppError =>
  new AppError(
    { code: 'storage-unavailable', status: 503, message: 'The storage is unavailable at the moment' },
    { cause: new Error(reason, { cause }) },
  );

/**
 * 500: what is stored under `file` cannot be read as what it should be. It is left as it is. The
 * cause names the file, for the log.
 */
export const storageDamaged = (file: string, reason: string): AppError =>
  new AppError(
    { code: 'storage-damaged', status: 500, message: 'What is stored here is damaged' },
    {
      cause: new Error(
        `${file} is damaged (${reason}); it is left untouched: restore it from a backup, or move it away`,
      ),
    },
  );
