import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';
import type { Request, Response } from 'express';

/** A file of a browser program, ready to send. */
export interface Asset {
  type: string;
  plain: Buffer;
  /** Made when it is first asked for: for all, a start would take half a second more of the processor. */
  gzip(): Promise<Buffer>;
  brotli(): Promise<Buffer>;
  etag: string;
  caching: Caching;
}

/**
 * `asked`: kept, and asked for at each use. `shown-first`: the launcher stands on the host page while the desk is
 * away, and a new one comes a visit later. `forever`: a released loader, pinned by its hash (`widget/README.md`).
 */
type Caching = 'asked' | 'shown-first' | 'forever';

const cacheControl: Record<Caching, string> = {
  asked: 'no-cache',
  'shown-first': 'public, max-age=300, stale-while-revalidate=86400',
  forever: 'public, max-age=31536000, immutable',
};

/** Path under which it is served → its source, beside this folder. */
const programs: Record<string, string> = {
  '/widget.js': 'widget/loader/main.ts',
  '/widget/frame.js': 'widget/frame/main.ts',
  '/widget/frame.css': 'widget/frame/style.css',
  '/widget/later.js': 'widget/frame/later/main.ts',
  '/widget/attach.js': 'widget/frame/attach/main.ts',
  '/widget/later.css': 'widget/frame/later/style.css',
  '/demo.js': 'widget/demo/main.ts',
  '/demo.css': 'widget/demo/style.css',
  '/console.js': 'console/main.ts',
  '/console.css': 'console/style.css',
  '/editor.js': 'editor/main.ts',
  '/editor/charts.js': 'editor/charts/main.ts',
  '/editor.css': 'editor/style.css',
  '/docs.css': 'web/pages/docs.css',
};

const loader = '/widget.js';

/** Of the frame, what its worker keeps; it lies beside them. */
const worker = '/widget/worker.js';
const shell = ['frame', 'frame.js', 'frame.css', 'later.js', 'later.css'];

/** Loaded by `import()` from another program; the rest are scripts. */
const modules: ReadonlySet<string> = new Set(['/widget/later.js', '/widget/attach.js', '/editor/charts.js']);

/** Loaders that host pages may pin, `<version>.js.txt` each: no source, and never built anew. */
const releases = 'widget/releases/';

const htmlType = 'text/html; charset=utf-8';

/** What is sent as it is written: path → source and type. */
const files: Record<string, { source: string; type: string }> = {
  '/': { source: 'widget/demo/index.html', type: htmlType },
  '/widget/frame': { source: 'widget/frame/index.html', type: htmlType },
  '/console': { source: 'console/index.html', type: htmlType },
  '/editor': { source: 'editor/index.html', type: htmlType },
  // Browsers ask for this name by themselves and go by the type.
  '/favicon.ico': { source: 'web/pages/favicon.svg', type: 'image/svg+xml' },
  // The types of `window.Madoguchi`, for host pages written in TypeScript.
  '/widget.d.ts': { source: 'widget/public.ts', type: 'text/plain; charset=utf-8' },
};

const scriptType = 'text/javascript; charset=utf-8';

/** Browsers of the last four years; older ones cannot run the host product either. */
const browserTarget = 'es2022';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
};

const asset = (type: string, plain: Buffer, caching: Caching = 'asked'): Asset => ({
  type,
  caching,
  plain,
  gzip: once(() => promisify(gzip)(plain, { level: 9 })),
  brotli: once(() => promisify(brotliCompress)(plain)),
  etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
});

/** @param define names that the source leaves to the build → JSON */
const bundle = async (
  path: string,
  source: string,
  define: Record<string, string> = {},
): Promise<[string, Asset]> => {
  const { outputFiles } = await build({
    entryPoints: [here(source)],
    bundle: true,
    minify: true,
    format: modules.has(path) ? 'esm' : 'iife',
    target: browserTarget,
    // Without `alwaysStrict`: nothing here differs by it, and the prologue is paid for by every host page.
    tsconfigRaw: {},
    define,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
    // `</script>` or a BOM in a bundle would be wrong everywhere; Japanese as it is halves its weight.
    charset: 'utf8',
  });
  const type = path.endsWith('.css') ? 'text/css; charset=utf-8' : scriptType;
  const plain = Buffer.from(outputFiles[0]?.contents ?? new Uint8Array());
  return [path, asset(type, plain, path === loader ? 'shown-first' : 'asked')];
};

const file = async (
  path: string,
  { source, type }: { source: string; type: string },
): Promise<[string, Asset]> => [path, asset(type, await readFile(here(source)))];

/** `/widget-1.0.0.js`, … */
const released = async (): Promise<[string, Asset][]> =>
  Promise.all(
    (await readdir(here(releases))).map(async (name): Promise<[string, Asset]> => [
      `/widget-${name.replace(/\.txt$/, '')}`,
      asset(scriptType, await readFile(here(releases + name)), 'forever'),
    ]),
  );

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('base64');

/** The worker carries the hashes of what it keeps: a change of any makes it another worker. */
const bundleWorker = (assets: ReadonlyMap<string, Asset>): Promise<[string, Asset]> => {
  const hashes = shell.map((name): [string, string] => {
    const found = assets.get(new URL(name, `http://host${worker}`).pathname);
    if (!found) throw new Error(`the worker is to keep ${name}, which is not built`);
    return [name, `sha256-${sha256(found.plain)}`];
  });
  const release = { version: sha256(JSON.stringify(hashes)), files: Object.fromEntries(hashes) };
  return bundle(worker, 'widget/worker/main.ts', { RELEASE: JSON.stringify(release) });
};

/** Builds the browser programs in memory, some 100 ms for all: no folder of build results can go stale. */
export const buildAssets = async (): Promise<ReadonlyMap<string, Asset>> => {
  const assets = new Map(
    await Promise.all([
      ...Object.entries(programs).map(([path, source]) => bundle(path, source)),
      ...Object.entries(files).map(([path, from]) => file(path, from)),
      ...(await released()),
    ]),
  );
  return new Map([...assets, await bundleWorker(assets)]);
};

/** Sends an asset in the smallest encoding that the client takes; unchanged ones as 304. */
export const sendAsset = async (found: Asset, request: Request, response: Response): Promise<void> => {
  response.setHeader('Content-Type', found.type);
  response.setHeader('ETag', found.etag);
  response.setHeader('Cache-Control', cacheControl[found.caching]);
  response.vary('Accept-Encoding');
  if (request.headers['if-none-match'] === found.etag) {
    response.status(304).end();
    return;
  }
  const encoding = request.acceptsEncodings('br', 'gzip');
  if (encoding === 'br' || encoding === 'gzip') response.setHeader('Content-Encoding', encoding);
  response.end(
    encoding === 'br' ? await found.brotli() : encoding === 'gzip' ? await found.gzip() : found.plain,
  );
};
