import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { buildAssets, type Asset } from '../../bot/web/assets.ts';
import { becomes } from './becomes.ts';
import { openBrowser } from './opened.ts';

const WORKER = '/widget/worker.js';

let browser: Browser;
let page: Page;
let server: Server;
let url: string;
let assets: ReadonlyMap<string, Asset>;
/** What the desk serves in place of the present release's files; null: nothing. */
let served: Record<string, string | null> = {};
/** Only a proxy before it answers. */
let away = false;

const contentOf = (path: string): Buffer | string | null => {
  const other = served[path];
  return other === undefined ? (assets.get(path)?.plain ?? null) : other;
};

beforeAll(async () => {
  [browser, assets] = await Promise.all([openBrowser(), buildAssets()]);
  server = createServer(({ url: path = '/' }, response) => {
    const content = contentOf(path);
    response.setHeader('Content-Type', assets.get(path)?.type ?? 'text/plain');
    response.setHeader('Cache-Control', 'no-cache');
    if (away) response.writeHead(502).end();
    else response.writeHead(content === null ? 404 : 200).end(content);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://localhost:${address.port}/widget/frame`;
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  served = {};
  away = false;
  page = await browser.newPage();
});
afterEach(() => page.context().close());

// Run in the page; the types of the tests know no document.
const register = `navigator.serviceWorker.register('worker.js').then(() => navigator.serviceWorker.ready).then(() => true)`;
const shells = `caches.keys().then((names) => names.filter((name) => name.startsWith('madoguchi-shell-')).length)`;
const workers = `navigator.serviceWorker.getRegistrations().then((all) => all.length)`;
const text = 'document.body.innerText';
const windowIsThere = 'document.querySelector(".composer") !== null';
/** Settles when the next worker is there, or was not to be had. */
const update = `
  navigator.serviceWorker.ready.then((one) => one.update()).catch(() => null).then(
    () => new Promise((resolve) => setTimeout(resolve, 500)))`;
const next = (): string => String(assets.get(WORKER)?.plain).replace('version:"', 'version:"next');

test('a worker that shows everybody something wrong is replaced by the next release’s, and its shell removed', async () => {
  served = {
    [WORKER]: `
      self.addEventListener('install', () => self.skipWaiting());
      self.addEventListener('activate', (event) => event.waitUntil(caches.open('madoguchi-shell-bad')));
      self.addEventListener('fetch', (event) => {
        if (event.request.mode === 'navigate') event.respondWith(new Response('wrong'));
      });`,
  };
  await page.goto(url);
  await page.evaluate(register);
  await page.reload();
  expect(await page.evaluate(text)).toBe('wrong');
  served = {};
  // The browser asks for the worker by itself once the window has been open for a second.
  await page.reload();
  await becomes(() => page.evaluate('caches.has("madoguchi-shell-bad")'), false);
  await page.reload();
  expect(await page.evaluate(windowIsThere)).toBe(true);
  expect(await page.evaluate(shells)).toBe(1);
});

test('a new release is shown at once, however old the shell is', async () => {
  await page.goto(url);
  await page.evaluate(register);
  served = { '/widget/frame.js': 'document.documentElement.dataset.release = "next";' };
  await page.reload();
  expect(await page.evaluate('document.documentElement.dataset.release')).toBe('next');
});

test('files of two releases are never kept as one: the shell stays the whole one of before', async () => {
  await page.goto(url);
  await page.evaluate(register);
  served = { '/widget/frame.js': 'throw new Error("of the release before")', [WORKER]: next() };
  await page.evaluate(update);
  away = true;
  await page.reload();
  expect(await page.evaluate(windowIsThere)).toBe(true);
});

test('a server that has no worker any more takes it out of browsers, with all that it kept', async () => {
  await page.goto(url);
  await page.evaluate(register);
  expect(await page.evaluate(shells)).toBe(1);
  served = { [WORKER]: null };
  await page.reload();
  await becomes(() => page.evaluate(workers), 0);
  await becomes(() => page.evaluate(shells), 0);
});
