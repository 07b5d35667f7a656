import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A connection is cut somewhere in so many bytes from the server; few enough for some to end within the headers. */
const mostBytes = 2_000;

/** A network that cuts each connection after a number of bytes that nobody chose, wherever in an event that is. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #target: URL;
  readonly #open = new Set<Socket>();
  #cutting = true;
  /** Connections cut so far. */
  cuts = 0;

  private constructor(target: URL) {
    this.#target = target;
    this.#server = createServer((client) => this.#pass(client));
  }

  /** In front of the service at `url`. */
  static async before(url: string): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(new URL(url));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Cuts what is open a last time; from then on everything passes. */
  heal(): void {
    this.#cutting = false;
    for (const socket of this.#open) socket.destroy();
  }

  close(): void {
    this.heal();
    this.#server.close();
  }

  #pass(client: Socket): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    const both = [client, server];
    const end = (): void => {
      for (const socket of both) socket.destroy();
      this.#open.delete(client);
    };
    for (const socket of both) socket.on('error', () => {}).once('close', end);
    this.#open.add(client);
    let left = this.#cutting ? Math.ceil(Math.random() * mostBytes) : Infinity;
    client.on('data', (piece) => server.write(piece));
    server.on('data', (piece: Buffer) => {
      client.write(piece.subarray(0, left));
      left -= piece.length;
      if (left > 0) return;
      this.cuts += 1;
      // What was written arrives, and then the connection ends in the middle.
      client.destroySoon();
      server.destroy();
    });
  }
}
