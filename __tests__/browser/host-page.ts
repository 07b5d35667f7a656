import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';

export interface HostPage {
  /** Of another site than the widget's: a browser that blocks third parties' storage blocks the widget's. */
  origin: string;
  /** The same page under an origin of the widget's own site, as a product and its desk often are. */
  sameSite: string;
  /** Which program's widget the page carries. */
  carry(widgetOrigin: string): void;
  close(): Promise<void>;
}

const nonce = 'bm9uY2U';

const policyFor = (widget: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `frame-src ${widget}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Violations and the page's own global names are kept in the document, so that they are no globals themselves. */
const pageWith = (tags: string): string => `<!doctype html>
<html lang="ja">
<title>別の会社の画面</title>
<script nonce="${nonce}">
  const root = document.documentElement;
  root.dataset.violations = '';
  root.dataset.names = Object.getOwnPropertyNames(window).join(' ');
  document.addEventListener('securitypolicyviolation', (event) => {
    root.dataset.violations += event.violatedDirective + ' ' + event.blockedURI + '\\n';
  });
</script>
<main><h1>給与</h1><button id="own">この画面のボタン</button></main>
${tags}
</html>`;

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** As a host page pins a released loader: address, and the hash that the browser compares. */
const pinned = (widget: string, name: string): string => {
  const hash = createHash('sha384')
    .update(readFileSync(`bot/widget/releases/${name}.txt`))
    .digest('base64');
  return `src="${widget}/widget-${name}" integrity="sha384-${hash}" crossorigin="anonymous"`;
};

/**
 * The script tag. `?accent=%23ff0` → `data-accent="#ff0"`; `/twice` → the tag twice; `/pinned/1.0.0.js` →
 * that release.
 */
const tagsFor = (url: string, widget: string): string => {
  const { pathname, searchParams } = new URL(url, 'http://host');
  const attributes = [...searchParams].map(
    ([name, value]) => `data-${name}="${value.replaceAll('"', '&quot;')}"`,
  );
  const release = /^\/pinned\/(.+)$/.exec(pathname)?.[1];
  const source = release ? pinned(widget, release) : `src="${widget}/widget.js"`;
  const tag = `<script nonce="${nonce}" ${source} ${attributes.join(' ')} defer></script>`;
  return pathname === '/twice' ? tag + tag : tag;
};

/**
 * A page of somebody else's, with a policy as strict as a host page may have: no inline styles, no
 * images or connections of any kind, Trusted Types. Its query becomes the attributes of the script tag.
 */
export const serveHostPage = async (): Promise<HostPage> => {
  let widget = '';
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policyFor(widget));
    response.end(pageWith(tagsFor(request.url ?? '/', widget)));
  });
  const port = await listening(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    sameSite: `http://localhost:${port}`,
    carry: (origin) => {
      widget = origin;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
