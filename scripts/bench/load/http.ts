import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/**
 * A client that takes little of the two cores that it shares with what it measures: `fetch` would take
 * several times as much. Idle connections are given up before the server does, which closes them after 5 s.
 */
const connections = new Agent({ keepAlive: true, timeout: 3_000, scheduling: 'lifo' });

interface Request {
  method?: 'GET' | 'POST';
  headers?: OutgoingHttpHeaders;
  body?: unknown;
}

export interface Response {
  status: number;
  /** Seconds, as the server asks; null when it does not. */
  retryAfter: number | null;
  text: string;
}

const textOf = async (message: IncomingMessage): Promise<string> => {
  message.setEncoding('utf8');
  let text = '';
  for await (const piece of message) text += String(piece);
  return text;
};

/** Resolves to the head of the answer; `agent: false` gives the call a connection of its own. */
const begin = (
  url: string,
  { method, headers, body }: Request,
  agent: Agent | false,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const json = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const sent = json ? { 'Content-Type': 'application/json', 'Content-Length': json.length } : {};
    const outgoing = request(url, {
      method: method ?? (json ? 'POST' : 'GET'),
      agent,
      headers: { ...sent, ...headers },
    });
    outgoing.once('error', reject);
    outgoing.once('response', resolve);
    outgoing.end(json);
  });

/** One call. Rejects when the connection fails. */
export const send = async (url: string, what: Request): Promise<Response> => {
  const message = await begin(url, what, connections);
  const retryAfter = message.headers['retry-after'];
  return {
    status: message.statusCode ?? 0,
    retryAfter: retryAfter === undefined ? null : Number(retryAfter),
    text: await textOf(message),
  };
};

export interface StreamEvent {
  id: number | null;
  event: string;
  data: string;
}

/** Opens an event stream on a connection of its own; calls back with each event, and when it ended. */
export const openStream = async (
  url: string,
  headers: OutgoingHttpHeaders,
  { onEvent, onEnd }: { onEvent: (event: StreamEvent) => void; onEnd: () => void },
): Promise<() => void> => {
  const message = await begin(url, { headers }, false);
  if (message.statusCode !== 200) throw new Error(`a stream was answered with ${message.statusCode}`);
  let rest = '';
  message.setEncoding('utf8');
  message.on('data', (piece: string) => {
    const parts = (rest + piece).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const event = eventOf(part);
      if (event) onEvent(event);
    }
  });
  message.once('close', onEnd);
  message.on('error', () => {});
  return () => message.destroy();
};

/** Of what our own server writes: a line a field, one `data`. Null for comments and `retry`. */
const eventOf = (part: string): StreamEvent | null => {
  const event: StreamEvent = { id: null, event: 'message', data: '' };
  for (const line of part.split('\n')) {
    if (line.startsWith('data: ')) event.data = line.slice(6);
    else if (line.startsWith('id: ')) event.id = Number(line.slice(4));
    else if (line.startsWith('event: ')) event.event = line.slice(7);
  }
  return event.data === '' ? null : event;
};
