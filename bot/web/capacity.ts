import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../errors.ts';
import type { Strain } from './strain.ts';

/** What may be turned away, by what it is worth. */
export type Sheddable = 'suggestion' | 'opening' | 'message' | 'desk';

/**
 * From which wait on (ms) some of each kind are turned away, and from which all. First what only helps typing,
 * then who is not in a conversation yet, then who is; agents last, since they bring the load down.
 * Sane: `from` 50 ms to 2 s, and room between the two, or all would be turned away and let in by turns.
 */
const patience: Readonly<Record<Sheddable, { from: number; to: number }>> = {
  suggestion: { from: 50, to: 150 },
  opening: { from: 100, to: 300 },
  message: { from: 150, to: 450 },
  desk: { from: 1_000, to: 3_000 },
};

/** Seconds after which who was turned away may come again: at least, and what is added by chance under full strain. */
const comeBack = { least: 2, spread: 8 };

interface Parts {
  strain: Strain;
  /** In [0, 1). */
  random(): number;
  /** Hears of each that is turned away. */
  shed(kind: Sheddable): void;
}

/** Null for what is always let in: streams, which cost nothing while nothing happens, and what is only read. */
const kindOf = ({ method, path }: Request): Sheddable | null => {
  if (method === 'GET') return path === '/suggest' ? 'suggestion' : null;
  if (path.startsWith('/agent/')) return 'desk';
  return path === '/conversations' ? 'opening' : 'message';
};

/** Streams stay open for hours; they wait for nothing. */
const isStream = ({ method, path }: Request): boolean => method === 'GET' && path.endsWith('/events');

/** From its last byte on, so that a body that comes slowly counts for nothing. */
const count = (strain: Strain, request: Request, response: Response): void => {
  const hasBody = request.method !== 'GET' && Number(request.headers['content-length'] ?? 1) > 0;
  const begin = (): void => {
    if (!response.closed) strain.begin(request);
  };
  if (hasBody) request.once('end', begin);
  else begin();
  response.once('close', () => strain.end(request));
};

const overCapacity = (retryAfter: number): AppError =>
  new AppError({
    code: 'over-capacity',
    status: 503,
    message: 'too busy; send it again after the seconds of Retry-After',
    // Counted instead: a line a request would be the next burden.
    reportable: false,
    details: { retryAfter },
  });

/**
 * Under strain turns requests away with 503 and `Retry-After`, before anything of them is read or taken, instead
 * of letting all wait in an ever longer line. Who is turned away is left to chance, so that nobody is always
 * the one; so is when they come back, so that they do not come all at once.
 */
export const capacity =
  ({ strain, random, shed }: Parts): RequestHandler =>
  (request, response, next) => {
    strain.takeUp();
    const kind = kindOf(request);
    if (kind !== null) {
      const { from, to } = patience[kind];
      const share = Math.min(1, (strain.waitMs - from) / (to - from));
      if (random() < share) {
        shed(kind);
        next(overCapacity(comeBack.least + Math.floor(random() * comeBack.spread * share)));
        return;
      }
    }
    if (!isStream(request)) count(strain, request, response);
    next();
  };
