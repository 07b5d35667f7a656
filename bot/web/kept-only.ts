import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/**
 * Refuses at once what would have to be kept while nothing can be: behind a store that hangs requests would
 * wait for seconds and pile up, and what needs no store, such as the FAQ, would be turned away with them.
 */
export const keptOnly =
  (storeHealthy: () => boolean): RequestHandler =>
  (request, _response, next) => {
    if (request.method === 'GET' || storeHealthy()) return next();
    next(
      new AppError({
        code: 'storage-unavailable',
        status: 503,
        message: 'The storage is unavailable at the moment',
        // That it went away was logged once, when it did.
        reportable: false,
      }),
    );
  };
