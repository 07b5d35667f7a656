import type { Response } from 'express';

/** A reader that lets this much pile up is dropped; it resumes from the number it knows. Sane: 64 KB to 1 MB. */
const mostBufferedBytes = 256 * 1024;

/** Keeps proxies from closing an idle stream. Sane: 10 to 30 s. */
const heartbeatMs = 15_000;

/** Asked of clients at the close of a stream, so that a restart is not met by all of them at once. */
const retryMs = 2_000;

export interface StreamEvent {
  /** Without one the event is ephemeral: it is not replayed. */
  id?: number;
  event?: string;
  data: unknown;
}

/** One reader of server-sent events. */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #onClose: (() => void)[] = [];

  constructor(response: Response, heartbeat: () => void = () => {}) {
    this.#response = response;
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    response.write(`retry: ${retryMs}\n\n`);
    this.#heartbeat = setInterval(() => {
      this.#write(': \n\n');
      heartbeat();
    }, heartbeatMs);
    response.once('close', () => this.#closed());
  }

  get open(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  send({ id, event, data }: StreamEvent): void {
    const lines = [
      ...(id === undefined ? [] : [`id: ${id}`]),
      ...(event === undefined ? [] : [`event: ${event}`]),
      `data: ${JSON.stringify(data)}`,
    ];
    this.#write(`${lines.join('\n')}\n\n`);
  }

  onClose(listener: () => void): void {
    this.#onClose.push(listener);
  }

  /** Ends the stream; the client comes back after `retry`. */
  end(): void {
    if (this.open) this.#response.end();
  }

  #write(text: string): void {
    if (!this.open) return;
    this.#response.write(text);
    if (this.#response.writableLength > mostBufferedBytes) this.#response.destroy();
  }

  #closed(): void {
    clearInterval(this.#heartbeat);
    for (const listener of this.#onClose.splice(0)) listener();
  }
}

/** All open streams, so that a shutdown can end them and the metrics can count them. */
export class OpenStreams {
  readonly #streams = new Set<EventStream>();

  add(stream: EventStream): void {
    this.#streams.add(stream);
    stream.onClose(() => this.#streams.delete(stream));
  }

  get count(): number {
    return this.#streams.size;
  }

  endAll(): void {
    for (const stream of this.#streams) stream.end();
  }
}
