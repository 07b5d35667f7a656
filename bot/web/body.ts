import express, { type RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** Bodies over this are refused before parsing (promises.md, "Input"). */
const mostBytes = 16 * 1024;

/** A text of the knowledge, which a file of may have 256 KB, with what JSON adds. */
const mostTextBytes = 600 * 1024;

/** Requires JSON of at most so many bytes where there is a body; an absent body counts as `{}`. */
const jsonUpTo = (limit: number): RequestHandler[] => {
  const parseJson = express.json({ limit, strict: true, type: 'application/json' });
  return [requireJson(parseJson), refusePoison];
};

const requireJson =
  (parseJson: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && !request.is('application/json')) {
      next(
        new AppError({
          code: 'unsupported-media-type',
          status: 415,
          message: 'the body must be application/json',
        }),
      );
      return;
    }
    parseJson(request, response, next);
  };

const refusePoison: RequestHandler = (request, _response, next) => {
  request.body ??= {};
  const poisoned = hasPrototypeKey(request.body);
  next(
    poisoned
      ? new AppError({ code: 'invalid-request', status: 400, message: '__proto__ is not a key' })
      : undefined,
  );
};

// A strict schema names unknown keys, but zod skips `__proto__`, so it is refused by name.
const hasPrototypeKey = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');

/** JSON of a message's size. */
export const jsonBody = jsonUpTo(mostBytes);

/** JSON that holds a whole text of the knowledge; for editors who are logged in. */
export const jsonTextBody = jsonUpTo(mostTextBytes);
