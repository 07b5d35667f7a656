import type { Connection } from './state/state.ts';
import type { CustomerTyping, OfficeView, QueueItem, QueueResponse } from './wire-types.ts';

export interface LiveEvents {
  snapshot(queue: QueueResponse): void;
  item(item: QueueItem): void;
  /** A conversation was removed for good. */
  gone(conversationId: string): void;
  office(office: OfficeView): void;
  typing(typing: CustomerTyping): void;
  /** The desk asks whether the agent is still there; any request of theirs answers it. */
  ping(): void;
  connection(connection: Connection): void;
}

/** What is needed of `EventSource`; tests give their own. */
export interface Source {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

export interface StreamPorts {
  open: () => Source;
  later: (run: () => void, ms: number) => () => void;
  /** Called when the server ended the stream for good, which an ended session does as well. */
  onRefused: () => void;
  /** 0 to 1. */
  random: () => number;
}

const CLOSED = 2;
/** First wait before a stream that was refused is opened again; doubles up to the longest. Milliseconds. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** The wait before attempt `n` (from 0), spread over its upper half so that a whole desk does not return at once. */
export const waitBefore = (attempt: number, random: number): number => {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return wait / 2 + (wait / 2) * random;
};

/**
 * The desk's event stream. EventSource itself comes back after a broken connection, but gives up for
 * good on an answer such as 503; then it is opened anew here. Each connection begins with a snapshot,
 * so nothing has to be resumed. Returns the way to stop.
 */
export const openLiveStream = (ports: StreamPorts, events: LiveEvents): (() => void) => {
  let attempt = 0;
  let stopped = false;
  let source: Source | null = null;
  let cancelWait: (() => void) | null = null;

  const connect = (): void => {
    const opened = ports.open();
    source = opened;
    const on = <T>(type: string, take: (value: T) => void): void =>
      opened.addEventListener(type, ({ data }) => {
        if (typeof data === 'string') take(JSON.parse(data));
      });
    on('snapshot', (queue: QueueResponse) => {
      attempt = 0;
      events.connection('live');
      events.snapshot(queue);
    });
    on('item', events.item);
    on('gone', ({ conversationId }: { conversationId: string }) => events.gone(conversationId));
    on('office', events.office);
    on('typing', events.typing);
    opened.addEventListener('ping', () => events.ping());
    opened.addEventListener('error', () => {
      if (stopped) return;
      events.connection('lost');
      if (opened.readyState === CLOSED) again();
    });
  };
  const again = (): void => {
    source?.close();
    ports.onRefused();
    cancelWait = ports.later(connect, waitBefore(attempt, ports.random()));
    attempt += 1;
  };

  events.connection('connecting');
  connect();
  return () => {
    stopped = true;
    cancelWait?.();
    source?.close();
  };
};
