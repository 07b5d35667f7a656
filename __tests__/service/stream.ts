import { createParser } from 'eventsource-parser';
import { z } from 'zod';

export interface Received {
  id: number | null;
  event: string;
  data: unknown;
}

/** Reads an event stream until `enough` says so, or the stream ends. */
export const readStream = async (
  url: string,
  token: string,
  enough: (received: readonly Received[]) => boolean,
): Promise<Received[]> => {
  const cut = new AbortController();
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal: cut.signal });
  const received: Received[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      received.push({ id: id ? Number(id) : null, event: event ?? 'message', data: JSON.parse(data) });
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of z.custom<AsyncIterable<Uint8Array>>().parse(response.body)) {
      parser.feed(decoder.decode(chunk, { stream: true }));
      if (enough(received)) break;
    }
  } finally {
    cut.abort();
  }
  return received;
};

/** Reads a stream, and does something once it stands. */
export const whileReading = async (
  stream: { url: string; token: string; stands: string },
  doing: () => Promise<unknown>,
  enough: (got: readonly Received[]) => boolean,
): Promise<Received[]> => {
  let begun = false;
  return readStream(stream.url, stream.token, (got) => {
    if (!begun && got.some(({ event }) => event === stream.stands)) {
      begun = true;
      void doing();
    }
    return enough(got);
  });
};

/** Only what is stored and numbered. */
export const numbered = (received: readonly Received[]): Received[] =>
  received.filter(({ id }) => id !== null);
