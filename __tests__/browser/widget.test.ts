import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { serveHostPage, type HostPage } from './host-page.ts';
import { openBrowser, watchedPage, WidgetOnPage, widerThanTheirPlace, type Watched } from './opened.ts';

const article = (title: string, question: string): string => `---
title: ${title}
group: payslips
questions:
  - ${question}
tags: []
related: []
source: null
verifiedOn: null
---
${title}の手順です。
`;

let browser: Browser;
let host: HostPage;
let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
const watched: Watched[] = [];

const dataFolder = (): string => join(data.path, 'data');
const away = (): string => join(data.path, 'away');

beforeAll(async () => {
  [browser, host, data, knowledge] = await Promise.all([
    openBrowser(),
    serveHostPage(),
    temporaryFolder(),
    makeKnowledge({
      'knowledge/articles/bonus-show.md': article('賞与明細の表示', '賞与明細を見たい'),
      'knowledge/articles/bonus-print.md': article('賞与明細の印刷', '賞与明細を刷りたい'),
      'knowledge/articles/browser.md': article('推奨環境', '対応しているブラウザーを知りたい'),
    }),
  ]);
  service = await startService({
    MADOGUCHI_DATA: dataFolder(),
    MADOGUCHI_ORIGINS: `${host.origin},${host.sameSite}`,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
  });
  host.carry(service.url);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await Promise.all([host.close(), data.dispose(), knowledge.dispose()]);
});
afterEach(async () => {
  const complaints = watched.flatMap((one) => one.complaints);
  for (const { page } of watched.splice(0)) await page.context().close();
  expect(complaints).toEqual([]);
});

const newPage = async (viewport?: { width: number; height: number }): Promise<Page> => {
  const one = await watchedPage(browser, viewport);
  watched.push(one);
  return one.page;
};

/** What a browser says of a network or a store that is away is no fault of the page. */
const forgiveTrouble = (): void => {
  for (const { complaints } of watched) {
    const others = complaints.filter((complaint) => !complaint.startsWith('Failed to load resource'));
    complaints.splice(0, complaints.length, ...others);
  }
};

const open = async (page: Page, origin = host.sameSite): Promise<WidgetOnPage> => {
  await page.goto(origin);
  const widget = new WidgetOnPage(page);
  await widget.show();
  return widget;
};

const again = async (page: Page): Promise<WidgetOnPage> => {
  await page.reload();
  const widget = new WidgetOnPage(page);
  await widget.show();
  return widget;
};

const question = '給与明細の公開方法を教えてください';
const answer = /通知が届きます/;
const other = { question: '対応しているブラウザーを知りたい', answer: '推奨環境の手順です。' };
const count = (widget: WidgetOnPage, text: string | RegExp): Promise<number> =>
  widget.log.getByText(text).count();

// Run in the page; the types of the tests know no document.
/** Seconds. */
const longestMotion = `
  Math.max(
    ...[...document.querySelectorAll('*')].map((each) => parseFloat(getComputedStyle(each).animationDuration)),
  )`;
describe('before it is opened', () => {
  test('nothing but widget.js is requested before it is opened', async () => {
    const page = await newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(host.origin);
    await page.getByRole('button', { name: /サポート/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests).toEqual([`${host.origin}/`, `${service.url}/widget.js`]);
  });
});

describe('no word is lost', () => {
  test('what is written offline is sent once when the network is back', async () => {
    const page = await newPage();
    const widget = await open(page);
    await widget.say(question);
    await widget.sees(answer);
    await page.context().setOffline(true);
    await widget.frame.getByText(/オフラインです/).waitFor();
    await widget.say(other.question);
    await widget.sees(/未送信です/);
    expect(await count(widget, answer)).toBe(1);
    await page.context().setOffline(false);
    await widget.sees(other.answer);
    expect(await count(widget, other.question)).toBe(1);
    const reloaded = await again(page);
    await reloaded.sees(other.answer);
    expect(await count(reloaded, other.question)).toBe(1);
    forgiveTrouble();
  });

  test('two tabs show the same conversation', async () => {
    const page = await newPage();
    const one = await open(page);
    const two = await open(await page.context().newPage());
    await one.say(question);
    await two.sees(answer);
    await two.say(other.question);
    await one.sees(other.answer);
    expect(await one.log.innerText()).toBe(await two.log.innerText());
  });

  test('after a reload the history stands there unannounced, at its end', async () => {
    const page = await newPage();
    const widget = await open(page);
    for (const text of [question, other.question]) {
      await widget.say(text);
      await widget.sees(text);
    }
    await widget.sees(other.answer);
    const reloaded = await again(page);
    await reloaded.sees(other.answer);
    const announced = reloaded.log.locator('.item:not([aria-live=off])');
    expect(await announced.count()).toBe(0);
    await reloaded.say(question);
    await announced.nth(1).waitFor();
    expect(await announced.count()).toBe(2);
  });
});

/** A file stands where the data folder was: nothing can be read or written, as with a lost disk. */
const takeStoreAway = async (): Promise<void> => {
  await rename(dataFolder(), away());
  await writeFile(dataFolder(), '');
};
const bringStoreBack = async (): Promise<void> => {
  await rm(dataFolder(), { force: true });
  await rename(away(), dataFolder());
};

describe('while conversations cannot be kept (H7)', () => {
  test('questions are answered, choices work, and everything goes on by itself once', async () => {
    const widget = await open(await newPage());
    await widget.say(question);
    await widget.sees(answer);
    await takeStoreAway();
    try {
      await widget.say('賞与明細');
      await widget.log.getByText(/会話には保存されません/).waitFor();
      await widget.press('賞与明細の印刷');
      await widget.sees('賞与明細の印刷の手順です。');
      await widget.frame.getByText('outage の文です。').waitFor();
      expect(await count(widget, /まだお預かりできていません/)).toBe(2);
    } finally {
      await bringStoreBack();
    }
    await widget.log
      .getByText(/まだお預かりできていません/)
      .last()
      .waitFor({ state: 'detached' });
    await widget.log
      .getByText(/会話には保存されません/)
      .last()
      .waitFor({ state: 'detached' });
    expect(await count(widget, '賞与明細の印刷の手順です。')).toBe(1);
    await widget.frame.getByText('outage の文です。').waitFor({ state: 'detached' });
    forgiveTrouble();
  });

  test('so it is for who comes only then', async () => {
    await takeStoreAway();
    const widget = await open(await newPage());
    try {
      await widget.say(question);
      await widget.sees(answer);
      await widget.frame.getByText('outage の文です。').waitFor();
    } finally {
      await bringStoreBack();
    }
    await widget.log
      .getByText(/会話には保存されません/)
      .last()
      .waitFor({ state: 'detached' });
    await widget.sees(answer);
    expect(await count(widget, answer)).toBe(1);
    forgiveTrouble();
  });
});

describe('for everybody', () => {
  test.each([
    ['a phone', { width: 390, height: 844 }],
    ['the narrowest page', { width: 320, height: 640 }],
    ['a screen at 200 %', { width: 640, height: 430 }],
    ['a phone on its side', { width: 844, height: 390 }],
  ])('nothing is cut off or has to be scrolled sideways on %s', async (_what, viewport) => {
    const widget = await open(await newPage(viewport));
    await widget.say(question);
    await widget.sees(answer);
    const wide = await widget.frame.locator('html').evaluate(widerThanTheirPlace);
    expect(wide).toEqual([]);
    const field = await widget.input.boundingBox();
    const box = await widget.page.locator('iframe').boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
  });

  test('nothing moves for who asked for less motion', async () => {
    const page = await newPage();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const widget = await open(page);
    await widget.say(question);
    await widget.sees(answer);
    const longest = await widget.frame.locator('html').evaluate(longestMotion);
    expect(longest).toBeLessThan(0.001);
  });
});
