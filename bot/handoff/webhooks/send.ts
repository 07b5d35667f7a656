import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { z } from 'zod';
import { isPublicAddress } from './public-address.ts';
import type { Resolve } from './resolve.ts';
import { refusedTarget } from './target.ts';

export interface Request {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Cuts the attempt off, as at the end of the process. */
  signal: AbortSignal;
}

/** What came of an attempt. A reason is a code, such as `status-500`, and holds nothing that a receiver said. */
export type Sent =
  | { outcome: 'delivered' }
  /** 410: the receiver wants no more. */
  | { outcome: 'gone' }
  | { outcome: 'failed'; reason: string; retryAfterMs: number | null }
  | { outcome: 'cut-off' };

export type Send = (request: Request) => Promise<Sent>;

export interface Sending {
  /** Lets plain http and addresses that are not public pass: for development. */
  local: boolean;
  resolve: Resolve;
  now: () => Date;
  /** How long an attempt may take, from looking up the name to the end of the answer. The specification says 15 to 30 s. */
  timeLimitMs?: number;
}

const usualTimeLimitMs = 15_000;

/** What is read of an answer, of which only the status counts. A receiver that says more is cut off. */
const mostAnswerBytes = 16_384;

const failed = (reason: string, retryAfterMs: number | null = null): Sent => ({
  outcome: 'failed',
  reason,
  retryAfterMs,
});

/** Why a name leads to no connection. */
class Unconnectable extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Posts to a receiver once. Redirects are not followed, and the addresses are checked when the connection
 * is made, all of them: a name that was harmless when it was entered may resolve to an inner address by now.
 */
export const createSend = ({ local, resolve, now, timeLimitMs = usualTimeLimitMs }: Sending): Send => {
  const lookup = checkedLookup(resolve, (address) => local || isPublicAddress(address));
  return async ({ url, headers, body, signal }) => {
    const target = new URL(url);
    // An address in the URL is judged here: Node connects to it without looking it up.
    if (refusedTarget(target, local) !== null) return failed('url-refused');
    const time = limited(signal, timeLimitMs);
    try {
      const length = String(Buffer.byteLength(body));
      const sent = { headers: { ...headers, 'content-length': length }, body, lookup, signal: time.signal };
      return judged(await exchange(target, sent), now());
    } catch (error) {
      if (signal.aborted) return { outcome: 'cut-off' };
      return failed(time.signal.aborted ? 'timeout' : codeOf(error));
    } finally {
      time.over();
    }
  };
};

/** A signal that also falls when the time is over. By hand: `AbortSignal.any` holds on to what a long-lived signal was joined to. */
const limited = (signal: AbortSignal, ms: number): { signal: AbortSignal; over: () => void } => {
  const either = new AbortController();
  const fall = (): void => either.abort();
  const timer = setTimeout(fall, ms);
  signal.addEventListener('abort', fall, { once: true });
  if (signal.aborted) fall();
  const over = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', fall);
  };
  return { signal: either.signal, over };
};

interface Answer {
  status: number;
  retryAfter: string | undefined;
}

interface Exchange {
  headers: Record<string, string>;
  body: string;
  lookup: LookupFunction;
  signal: AbortSignal;
}

const exchange = (target: URL, { headers, body, lookup, signal }: Exchange): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { request } = target.protocol === 'https:' ? https : http;
    // A connection of its own: one that is kept would be to an address that was checked another time.
    const options = { method: 'POST', headers, lookup, signal, agent: false } as const;
    // Once there is a status, that is the answer, however the rest of it ends.
    let answer: Answer | null = null;
    const call = request(target, options, (response) => {
      answer = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
      const given = answer;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostAnswerBytes) response.destroy();
      });
      response.on('error', () => {});
      response.on('close', () => resolve(given));
    });
    call.on('error', (error) => (answer ? resolve(answer) : reject(error)));
    call.end(body);
  });

const judged = ({ status, retryAfter }: Answer, now: Date): Sent => {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  if (status === 410) return { outcome: 'gone' };
  return failed(`status-${status}`, retryAfterMs(retryAfter, now));
};

/** `Retry-After` in seconds or as a date (RFC 9110); null for none and for what is neither. */
const retryAfterMs = (value: string | undefined, now: Date): number | null => {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
};

const coded = z.object({ code: z.string() });

/** A code alone: messages of the system quote names and addresses. */
const codeOf = (error: unknown): string => coded.safeParse(error).data?.code ?? 'connection-failed';

const checkedLookup =
  (resolve: Resolve, allowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    const look = async (): Promise<void> => {
      const found = await resolve(hostname).catch((error: unknown) => new Unconnectable(codeOf(error)));
      if (found instanceof Unconnectable) return callback(found, '');
      const [first] = found;
      // One bad address is enough to refuse: which of them is connected to is not ours to say.
      if (!first || !found.every(({ address }) => allowed(address)))
        return callback(new Unconnectable('address-not-public'), '');
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    };
    void look();
  };
