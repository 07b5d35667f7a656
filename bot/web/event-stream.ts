import type { Response } from 'express';

/** A reader that lets this much pile up is dropped; it resumes from the number it knows. Sane: 64 KB to 1 MB. */
const mostBufferedBytes = 256 * 1024;

/** Keeps proxies from closing an idle stream; who took nothing from one to the next is dropped. Sane: 10 to 30 s. */
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
  readonly #onRoom: (() => void)[] = [];
  /** True when there was no room at the last heartbeat, nor since. */
  #full = false;
  #gone = false;

  constructor(response: Response, heartbeat: () => void = () => {}) {
    this.#response = response;
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    response.write(`retry: ${retryMs}\n\n`);
    this.#heartbeat = setInterval(() => {
      this.#dropStalled();
      this.#write(': \n\n');
      heartbeat();
    }, heartbeatMs);
    response.on('drain', () => this.#roomAgain());
    response.once('close', () => this.#closed());
    // Who left while the session was being looked up has closed already, and is not heard of again.
    if (response.destroyed) this.#closed();
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

  /** Resolves when there is room for more, or the stream is closed: a long replay waits here instead of piling up. */
  async room(): Promise<void> {
    if (!this.open || !this.#response.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      this.#onRoom.push(resolve);
    });
  }

  /** Calls back once the stream is closed; at once when it is already. */
  onClose(listener: () => void): void {
    if (this.#gone) listener();
    else this.#onClose.push(listener);
  }

  /** Ends the stream; the client comes back after `retry`. */
  end(): void {
    if (this.open) this.#response.end();
  }

  #write(text: string): void {
    if (!this.open) return;
    // Before the write: one long event, such as the whole desk, passes as long as nothing else waits.
    if (this.#response.writableLength > mostBufferedBytes) this.#response.destroy();
    else this.#response.write(text);
  }

  #dropStalled(): void {
    if (this.#full) this.#response.destroy();
    this.#full = this.#response.writableNeedDrain;
  }

  #roomAgain(): void {
    this.#full = false;
    for (const resolve of this.#onRoom.splice(0)) resolve();
  }

  #closed(): void {
    this.#gone = true;
    clearInterval(this.#heartbeat);
    this.#roomAgain();
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
