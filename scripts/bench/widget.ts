import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { StartError } from '../../bot/errors.ts';
import { buildAssets } from '../../bot/web/assets.ts';
import { performanceOf, type Performance } from '../lighthouse.ts';
import { startProgram } from '../pictures/program.ts';
import { median } from './retrieval.ts';
import { chromiumArguments, findChromium } from '../set-up/chromium.mjs';

/**
 * What the widget costs a host page, from a real Chromium: bytes, requests, long tasks, Lighthouse's
 * points. The host page of the first three is next to empty and of another site, as host pages are: every
 * long task on it is the widget's. Lighthouse's page is the demo, with `widget.js` and without it.
 */

/** As a phone of the middle class is slower than a desk's computer. */
const CPU_SLOWDOWN = 4;
const ROUNDS = 9;
/** Of Lighthouse, with and without in turn; some 15 s for both. */
const LIGHTHOUSE_ROUNDS = 5;
/** After the page has loaded: what the widget still does by itself would show. */
const SETTLE_MS = 1_000;

interface Ground {
  browser: Browser;
  /** Of the bare host page, and of the one that carries the widget. */
  bare: string;
  carrying: string;
}

const taskLengths = z.array(z.number());

/** Collects the page's long tasks (> 50 ms) from its first line on. */
const watchLongTasks = `
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });`;

const pageWith = (widget: string | undefined): string => `<!doctype html>
<html lang="ja"><title>host</title><body><h1>給与</h1>
${widget ? `<script src="${widget}/widget.js" defer></script>` : ''}</body></html>`;

const listen = async (server: Server): Promise<AddressInfo> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address;
};

/** `/` is the bare page, `/?http://…` the same with that program's widget. */
const serveHostPage = async (): Promise<{ origin: string; close(): void }> => {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(pageWith(request.url?.split('?')[1]));
  });
  const { port } = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
};

const openWidget = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /サポート/ })
    .first()
    .click();
  await page.frameLocator('iframe').locator('textarea').waitFor();
};

/** Paths that are asked for from opening the chat until the first message can be typed; calls of the API apart. */
const requestsUntilTyping = async ({ browser, carrying }: Ground): Promise<string[]> => {
  const page = await browser.newPage();
  await page.goto(carrying, { waitUntil: 'networkidle' });
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await openWidget(page);
  const programs = paths.filter((path) => !path.startsWith('/api/'));
  await page.close();
  return programs;
};

interface Round {
  loading: number[];
  opening: number[];
}

/** Lengths in ms of the host page's long tasks; without the widget there is nothing to open. */
const longTasks = async ({ browser, bare, carrying }: Ground, widget: boolean): Promise<Round> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.addInitScript(watchLongTasks);
  await page.goto(widget ? carrying : bare);
  await page.waitForTimeout(SETTLE_MS);
  const loading = taskLengths.parse(await page.evaluate('longTasks.splice(0)'));
  if (widget) await openWidget(page);
  await page.waitForTimeout(SETTLE_MS);
  const opening = taskLengths.parse(await page.evaluate('longTasks'));
  await context.close();
  return { loading, opening };
};

/** The median of the rounds, since whatever else the machine does counts fourfold too. */
const summary = (rounds: readonly (readonly number[])[]): object => ({
  long_tasks: median(rounds.map((tasks) => tasks.length)),
  longest_ms: Math.round(median(rounds.map((tasks) => Math.max(0, ...tasks)))),
});

const throttled = async (ground: Ground, widget: boolean): Promise<object> => {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await longTasks(ground, widget));
  return {
    host_page: widget ? 'with the widget' : 'without the widget',
    cpu_slowdown: CPU_SLOWDOWN,
    rounds: ROUNDS,
    loading: summary(rounds.map(({ loading }) => loading)),
    ...(widget ? { opening: summary(rounds.map(({ opening }) => opening)) } : {}),
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  const { port } = await listen(server);
  server.close();
  return port;
};

const medians = (runs: readonly Performance[]): object => ({
  points: median(runs.map(({ points }) => points)),
  total_blocking_ms: median(runs.map(({ totalBlockingMs }) => totalBlockingMs)),
  largest_contentful_paint_ms: median(runs.map((run) => run.largestContentfulPaintMs)),
});

/** Of the demo page; a browser of its own, since Lighthouse wants to be told where it listens. */
const lighthousePoints = async (executablePath: string, url: string): Promise<object> => {
  const port = await freePort();
  const args = [...chromiumArguments, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath, args });
  const bare: Performance[] = [];
  const carrying: Performance[] = [];
  try {
    for (let round = 0; round < LIGHTHOUSE_ROUNDS; round += 1) {
      bare.push(await performanceOf(url, { port, without: ['*/widget.js'] }));
      carrying.push(await performanceOf(url, { port, without: [] }));
    }
  } finally {
    await browser.close();
  }
  return {
    lighthouse_performance: {
      rounds: LIGHTHOUSE_ROUNDS,
      without_the_widget: medians(bare),
      with_the_widget: medians(carrying),
    },
  };
};

const weights = async (ground: Ground): Promise<object[]> => {
  const assets = await buildAssets();
  const paths = await requestsUntilTyping(ground);
  const sizes = new Map<string, number>();
  for (const [path, asset] of assets) sizes.set(path, (await asset.gzip()).length);
  const gzip = (path: string): number => sizes.get(path) ?? 0;
  return [
    ...['/widget.js', ...paths, '/widget/later.js', '/widget/worker.js'].map((path) => ({
      path,
      gzip_bytes: gzip(path),
    })),
    {
      until_first_message_can_be_typed: {
        requests: paths.length,
        gzip_bytes: paths.reduce((sum, path) => sum + gzip(path), 0),
      },
    },
  ];
};

export const run = async function* (): AsyncGenerator<object> {
  const executablePath = findChromium();
  if (!executablePath) throw new StartError('no Chromium; run node scripts/set-up/browser.mjs');
  const host = await serveHostPage();
  const program = await startProgram(host.origin);
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  const ground = { browser, bare: host.origin, carrying: `${host.origin}/?${program.url}` };
  try {
    yield* await weights(ground);
    yield await throttled(ground, false);
    yield await throttled(ground, true);
    yield await lighthousePoints(executablePath, program.url);
  } finally {
    await browser.close();
    await program.stop();
    host.close();
  }
};
