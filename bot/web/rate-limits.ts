import { createHash } from 'node:crypto';
import { rateLimit, ipKeyGenerator } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors.ts';

const windowMs = 60_000;

/** New conversations a minute and address. A company shares one address; sane: 60 to 600. */
const openingsPerMinute = 300;

/** Steps of signing in with the company's account a minute and address; each may cost the provider a request. Sane: 30 to 600. */
const signInStepsPerMinute = 300;
/** Signs of typing a minute and conversation; a program sends 20. Sane: 30 to 120. */
const typingPerMinute = 60;
/** Pictures and header rows a minute and session: each picture is work for the processor. Sane: 5 to 30. */
const attachmentsPerMinute = 15;

export interface RateLimits {
  /** Every request, by address. */
  requests: RequestHandler;
  /** New conversations, by address. */
  opening: RequestHandler;
  /** What a customer writes or presses, by session: each adds to the conversation and costs a durable write. */
  messages: RequestHandler;
  /** Steps of signing in with the company's account, by address. */
  signIns: RequestHandler;
  /** Signs of typing, by session: nothing is written, but each wakes the desk. */
  typing: RequestHandler;
  /** Pictures and header rows, by session, besides. */
  attachments: RequestHandler;
}

const byAddress = (request: Request): string => ipKeyGenerator(request.ip ?? '');

/** The session by its token, which is kept as a hash only. */
const bySession = (request: Request): string =>
  createHash('sha256')
    .update(request.headers.authorization ?? byAddress(request))
    .digest('base64url');

const limit = (most: number, key: (request: Request) => string): RequestHandler =>
  rateLimit({
    windowMs,
    limit: most,
    keyGenerator: key,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(
        new AppError({
          code: 'too-many-requests',
          status: 429,
          message: 'too many requests; wait a moment and try again',
          details: { retryAfter: Math.ceil(windowMs / 1000) },
        }),
      );
    },
  });

/** Limits by session and by address; behind a proxy the address is the one `MADOGUCHI_TRUST_PROXY` believes. */
export const rateLimits = (limits: { messagesPerMinute: number; requestsPerMinute: number }): RateLimits => ({
  requests: limit(limits.requestsPerMinute, byAddress),
  opening: limit(openingsPerMinute, byAddress),
  messages: limit(limits.messagesPerMinute, bySession),
  signIns: limit(signInStepsPerMinute, byAddress),
  typing: limit(typingPerMinute, bySession),
  attachments: limit(attachmentsPerMinute, bySession),
});
