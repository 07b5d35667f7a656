import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that takes webhooks, on this machine. */
export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  /** Connections that were made to it, whatever came of them. */
  connections(): number;
  close(): Promise<void>;
}

/** Keeps what it gets and answers as `answer` does; 204 unless given. */
export const startReceiver = async (
  answer: (got: Received, ...rest: Parameters<RequestListener>) => void = (_got, _request, response) => {
    response.writeHead(204).end();
  },
): Promise<Receiver> => {
  const received: Received[] = [];
  let connections = 0;
  const take = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
    const got = { path: request.url ?? '', headers: request.headers, body: await text(request) };
    received.push(got);
    answer(got, request, response);
  };
  const server = createServer((request, response) => void take(request, response));
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
