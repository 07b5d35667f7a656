import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** The demo's page as another site of the same company would have it: it stays while the desk is away. */
export interface HostPage {
  /** Another origin than the desk's. */
  origin: string;
  close(): Promise<void>;
}

const demo = 'bot/widget/demo';

/** Without the demo's own panel, which is about the desk and asks it. */
const pageWith = async (desk: string): Promise<string> =>
  (await readFile(`${demo}/index.html`, 'utf8'))
    .replace(/<aside class="panel"[\s\S]*?<\/aside>/, '<aside class="panel"></aside>')
    .replace('<script src="/demo.js" defer></script>', '')
    .replace('/widget.js', `${desk}/widget.js`);

/** @param desk names the desk's origin, which may not be known before this page's is */
export const serveHostPage = async (desk: () => string): Promise<HostPage> => {
  const send = async (path: string): Promise<string> =>
    path === '/demo.css' ? readFile(`${demo}/style.css`, 'utf8') : pageWith(desk());
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('Content-Type', url === '/demo.css' ? 'text/css' : 'text/html; charset=utf-8');
    send(url).then(
      (content) => response.end(content),
      () => response.writeHead(500).end(),
    );
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://localhost:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
