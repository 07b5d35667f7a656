import { Router, type RequestHandler } from 'express';
import { sendAsset, type Asset } from '../assets.ts';
import { docsPage } from '../pages/docs.ts';
import { demoPageHeaders, frameHeaders, loaderHeaders, ownPageHeaders } from '../security-headers.ts';

interface Parts {
  assets: ReadonlyMap<string, Asset>;
  /** Host pages that may embed the frame. */
  origins: readonly string[];
  /** The demo page at `/`. */
  demo: boolean;
}

/** Loaders of a fixed version. */
const pinned = (assets: ReadonlyMap<string, Asset>): string[] =>
  [...assets].filter(([, { caching }]) => caching === 'forever').map(([path]) => path);

/** The browser programs and the API reference. */
export const pageRoutes = ({ assets, origins, demo }: Parts): Router => {
  const router = Router({ strict: true });
  const serve = (path: string, ...headers: RequestHandler[]): void => {
    const found = assets.get(path);
    if (!found) throw new Error(`no browser program is built for ${path}`);
    router.get(path, ...headers, (request, response) => sendAsset(found, request, response));
  };
  const inFrame = frameHeaders(origins);
  for (const path of ['/widget.js', '/widget.d.ts', ...pinned(assets)]) serve(path, loaderHeaders);
  const framed = [
    '/widget/frame',
    '/widget/frame.js',
    '/widget/frame.css',
    '/widget/later.js',
    '/widget/later.css',
    '/widget/attach.js',
    '/widget/worker.js',
  ];
  for (const path of framed) serve(path, inFrame);
  for (const path of ['/console', '/console.js', '/console.css', '/docs.css', '/favicon.ico']) {
    serve(path, ownPageHeaders);
  }
  for (const path of ['/editor', '/editor.js', '/editor.css', '/editor/charts.js']) {
    serve(path, ownPageHeaders);
  }
  if (demo) for (const path of ['/', '/demo.js', '/demo.css']) serve(path, demoPageHeaders);
  const docs = docsPage();
  router.get('/docs', ownPageHeaders, (_request, response) => {
    response.type('html').send(docs);
  });
  return router;
};
