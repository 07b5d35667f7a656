import { asApiError } from './api.ts';
import { waitMs } from './backoff.ts';
import { SseParser } from './sse.ts';
import type { SseEvent } from './sse.ts';

/**
 * Silence after which a connection counts as dead; the server sends a comment more often than that.
 * A phone that slept leaves such connections behind, and no error ever comes.
 */
const SILENCE_MS = 75_000;
/** Of who does not even take up the call. Sane range 10–30 s: a server on its feet answers before it has anything to say. */
const NO_ANSWER_MS = 15_000;

export interface EventStreamPorts {
  /** Asks for the events after the highest contiguous number that is held. Rejects with `ApiError`. */
  connect(signal: AbortSignal): Promise<Response>;
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
  onEvent(event: SseEvent): void;
  /** 0: connected. Otherwise how often in a row it failed. */
  onState(failures: number): void;
  /** The conversation or its token is not known any more (401, 404). Reading has ended. */
  onGone(): void;
}

type Ending = 'gone' | 'failed' | 'closed';

const readAll = async (response: Response, ports: EventStreamPorts, alive: () => void): Promise<number> => {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const parser = new SseParser();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return parser.retryMs ?? 0;
    alive();
    for (const event of parser.push(decoder.decode(piece.value, { stream: true }))) ports.onEvent(event);
  }
};

/** How one connection ended, and how long the server asked to stay away (ms). */
const readOnce = async (ports: EventStreamPorts, signal: AbortSignal): Promise<[Ending, number]> => {
  const silence = new AbortController();
  const stop = (): void => silence.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, NO_ANSWER_MS);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(stop, SILENCE_MS);
  };
  let connected = false;
  try {
    const response = await ports.connect(silence.signal);
    connected = true;
    alive();
    ports.onState(0);
    return ['closed', await readAll(response, ports, alive)];
  } catch (error) {
    const { gone, retryAfterMs } = asApiError(error);
    if (gone) return ['gone', 0];
    return [connected ? 'closed' : 'failed', retryAfterMs];
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
};

/**
 * Reads a conversation's events until `signal` aborts or the conversation is gone, reconnecting with
 * growing, jittered waits. What was missed comes again, since each connection asks for what follows
 * the last number held; what comes twice is dropped by whoever holds the events.
 */
export const followEvents = async (ports: EventStreamPorts, signal: AbortSignal): Promise<void> => {
  let failures = 0;
  while (!signal.aborted) {
    const [ending, askedMs] = await readOnce(ports, signal);
    if (signal.aborted) return;
    if (ending === 'gone') return ports.onGone();
    failures = ending === 'closed' ? 1 : failures + 1;
    ports.onState(failures);
    await ports.sleep(waitMs(failures, askedMs, ports.random()));
  }
};
