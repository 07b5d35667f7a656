import express, { type RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** Bodies over this are refused before parsing (promises.md, "Input"). */
const mostBytes = 16 * 1024;

const parseJson = express.json({ limit: mostBytes, strict: true, type: 'application/json' });

/** Requires JSON where there is a body; an absent body counts as `{}`. */
export const jsonBody: RequestHandler[] = [
  (request, _response, next) => {
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
    parseJson(request, _response, next);
  },
  (request, _response, next) => {
    request.body ??= {};
    const poisoned = hasPrototypeKey(request.body);
    next(
      poisoned
        ? new AppError({ code: 'invalid-request', status: 400, message: '__proto__ is not a key' })
        : undefined,
    );
  },
];

// A strict schema names unknown keys, but zod skips `__proto__`, so it is refused by name.
const hasPrototypeKey = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
