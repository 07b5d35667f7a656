import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/**
 * Requests under way at once beyond which new ones are turned away, before anything of them is taken.
 * At some 1 ms each this is half a second of work; sane: 200 to 2,000.
 */
const mostUnderWay = 500;

/** Over capacity a request ends in 503 with `Retry-After` at once, instead of waiting in an ever longer line. */
export const capacity = (most = mostUnderWay): RequestHandler => {
  let underWay = 0;
  return (request, response, next) => {
    // Open streams cost nothing while nothing happens.
    if (request.method === 'GET') return next();
    if (underWay >= most) {
      return next(
        new AppError({ code: 'over-capacity', status: 503, message: 'too busy; try again shortly' }),
      );
    }
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
    next();
  };
};
