/**
 * One server-sent event. Unlike `EventSource`, `id` is that of this event alone and never inherited
 * from an earlier one: events without an id (office, queue) must not look like numbered ones.
 */
export interface SseEvent {
  event: string;
  data: string;
  id: string | null;
}

/**
 * Parses `text/event-stream` as it arrives, however it is cut. Written here because `EventSource`
 * cannot send the `Authorization` header that says whose conversation it is.
 */
export class SseParser {
  /** Milliseconds that the server asked to wait before reconnecting, null until it did. */
  retryMs: number | null = null;
  #rest = '';
  #event = '';
  #data: string[] = [];
  #id: string | null = null;

  /** The events that are complete with this piece of text. */
  push(chunk: string): SseEvent[] {
    const text = this.#rest + chunk;
    // A trailing CR may be the first half of CRLF: it waits for the next piece.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    const events: SseEvent[] = [];
    for (const line of lines) {
      if (line === '') this.#finish(events);
      else this.#field(line);
    }
    return events;
  }

  #finish(events: SseEvent[]): void {
    if (this.#data.length > 0) {
      events.push({ event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id });
    }
    this.#event = '';
    this.#data = [];
    this.#id = null;
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    if (name === 'event') this.#event = value;
    if (name === 'id') this.#id = value;
    if (name === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
  }
}
