import { dropShells, fromShell, keepShell } from './shell.ts';
import type { Release } from './shell.ts';

/**
 * The frame's service worker: while the server is away the window opens all the same, so that what was said
 * stays readable and what is written is not lost. The server always comes first: a new release is never hidden
 * by an old shell. It touches no call of the API.
 */

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build (`web/assets.ts`). */
declare const RELEASE: Release;

/**
 * How long the page is waited for before the kept one is shown (ms). Sane range 2–8 s: less shows a slow phone
 * an old window, and the loader gives up after 20 s.
 */
const PATIENCE_MS = 4_000;

const base = self.location.href;
const PAGE = new URL('frame', base).pathname;
const PATHS: ReadonlySet<string> = new Set(
  Object.keys(RELEASE.files).map((file) => new URL(file, base).pathname),
);

/** Windows that were opened from the kept shell: their scripts are of the same release, not of the next one. */
const openedFromShell = new Set<string>();

/** Null while the server is away: no answer, or that of a proxy before it. */
const answered = async (network: Promise<Response>): Promise<Response | null> => {
  const response = await network.catch(() => null);
  return response && response.status < 500 ? response : null;
};

const impatience = (): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS);
  });

/** A server that has no worker any more, after a step back to an earlier release, wants none in browsers either. */
const retireIfGone = async (): Promise<void> => {
  const script = await answered(fetch(base, { cache: 'no-cache' }));
  if (script?.status !== 404 && script?.status !== 410) return;
  await self.registration.unregister();
  await dropShells(null);
};

const fromNetwork = async ({ request, preloadResponse }: FetchEvent): Promise<Response> => {
  const preloaded: unknown = await preloadResponse;
  return preloaded instanceof Response ? preloaded : fetch(request);
};

const page = async (event: FetchEvent): Promise<Response> => {
  const network = answered(fromNetwork(event));
  const response = await Promise.race([network, impatience()]);
  if (response) {
    event.waitUntil(retireIfGone());
    return response;
  }
  const kept = await fromShell(RELEASE, event.request.url);
  if (kept) openedFromShell.add(event.resultingClientId);
  return kept ?? (await network) ?? Response.error();
};

const part = async ({ request, clientId }: FetchEvent): Promise<Response> => {
  const kept = (): Promise<Response | null> => fromShell(RELEASE, request.url);
  if (openedFromShell.has(clientId)) return (await kept()) ?? fetch(request);
  return (await answered(fetch(request))) ?? (await kept()) ?? Response.error();
};

self.addEventListener('install', (event) => {
  // A bad worker must not stay until every window of it is closed.
  event.waitUntil(keepShell(RELEASE, base).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  // So that the page is asked for while the browser still starts this worker.
  const preload = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([dropShells(RELEASE), preload]));
});

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || !PATHS.has(pathname)) return;
  event.respondWith(mode === 'navigate' && pathname === PAGE ? page(event) : part(event));
});
