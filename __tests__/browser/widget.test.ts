import type { Page } from 'playwright-core';
import { z } from 'zod';
import { makeKnowledge } from '../knowledge/fixture.ts';
import { becomes } from './becomes.ts';
import { serveHostPage, type HostPage } from './host-page.ts';
import { WidgetOnPage, widerThanTheirPlace } from './opened.ts';
import { setStage, startDesk, type Desk } from './stage.ts';

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

/** A desk with a little knowledge of its own, and somebody else's page that carries its widget. */
interface Scene {
  desk: Desk;
  host: HostPage;
  stop(): Promise<unknown>;
}

const setScene = async (): Promise<Scene> => {
  const [host, knowledge] = await Promise.all([
    serveHostPage(),
    makeKnowledge({
      'knowledge/articles/bonus-show.md': article('賞与明細の表示', '賞与明細を見たい'),
      'knowledge/articles/bonus-print.md': article('賞与明細の印刷', '賞与明細を刷りたい'),
      'knowledge/articles/browser.md': article('推奨環境', '対応しているブラウザーを知りたい'),
    }),
  ]);
  const desk = await startDesk({
    MADOGUCHI_ORIGINS: `${host.origin},${host.sameSite}`,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
  });
  host.carry(desk.url);
  return { desk, host, stop: () => Promise.all([desk.stop(), host.close(), knowledge.dispose()]) };
};

const stage = setStage(setScene);
const { newPage, forgiveTrouble } = stage;

const open = async (page: Page): Promise<WidgetOnPage> => {
  await page.goto(stage.program.host.sameSite);
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
    const { desk, host } = stage.program;
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(host.origin);
    await page.getByRole('button', { name: /サポート/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests).toEqual([`${host.origin}/`, `${desk.url}/widget.js`]);
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
    for (const each of [one, two]) await each.sees(other.answer);
    // An answer is there before the tab that asked has heard that its question arrived, or after.
    await becomes(async () => (await one.log.innerText()) === (await two.log.innerText()), true);
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

describe('while conversations cannot be kept (H7)', () => {
  test('questions are answered, choices work, and everything goes on by itself once', async () => {
    const widget = await open(await newPage());
    await widget.say(question);
    await widget.sees(answer);
    await stage.program.desk.data.takeAway();
    try {
      await widget.say('賞与明細');
      await widget.log.getByText(/会話には保存されません/).waitFor();
      await widget.press('賞与明細の印刷');
      await widget.sees('賞与明細の印刷の手順です。');
      await widget.frame.getByText('outage の文です。').waitFor();
      expect(await count(widget, /まだお預かりできていません/)).toBe(2);
    } finally {
      await stage.program.desk.data.bringBack();
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
    await stage.program.desk.data.takeAway();
    const widget = await open(await newPage());
    try {
      await widget.say(question);
      await widget.sees(answer);
      await widget.frame.getByText('outage の文です。').waitFor();
    } finally {
      await stage.program.desk.data.bringBack();
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

/** After this time of a stream that does not begin the server counts as away. */
const NO_ANSWER_MS = 15_000;
const awayLine = 'ただいま窓口につながりません。';

// Run in the frame; the types of the tests know no document.
const workerIsThere = 'navigator.serviceWorker.ready.then(() => true)';
const keptAddresses = `
  caches.keys()
    .then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
    .then((lists) => lists.flat().map(({ url }) => new URL(url).pathname))`;
const policyViolations = `
  (() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(event.violatedDirective);
    });
  })()`;

const inFrame = (widget: WidgetOnPage, expression: string): Promise<unknown> =>
  widget.frame.locator('html').evaluate(expression);

/** The conversation is there, and the browser has what it needs without the server. */
const conversed = async (page: Page): Promise<WidgetOnPage> => {
  const widget = await open(page);
  await inFrame(widget, policyViolations);
  await widget.say(question);
  await widget.sees(answer);
  await inFrame(widget, workerIsThere);
  expect(await inFrame(widget, 'window.violations')).toEqual([]);
  return widget;
};

const outbox = z.array(z.object({ clientMessageId: z.string() }));
const waitingIds = async (widget: WidgetOnPage): Promise<string[]> => {
  const stored = await inFrame(widget, 'localStorage.getItem("madoguchi:outbox")');
  return outbox.parse(JSON.parse(String(stored))).map(({ clientMessageId }) => clientMessageId);
};

describe('the server is away, and the host page is loaded anew', () => {
  test('answers stay readable, the desk is said to be away, and what is written goes once when it is back', async () => {
    const page = await newPage();
    await conversed(page);
    await stage.program.desk.goAway();
    let widget = await again(page);
    await widget.sees(answer);
    await widget.frame.getByText(awayLine).waitFor();
    await widget.say('電話は090-1234-5678です');
    await widget.sees(/未送信です/);
    const [id] = await waitingIds(widget);
    await widget.input.fill('書きかけの続き');
    await widget.keeps('書きかけの続き');
    widget = await again(page);
    await widget.sees(/未送信です/);
    expect(await waitingIds(widget)).toEqual([id]);
    expect(await widget.input.inputValue()).toBe('書きかけの続き');

    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await stage.program.desk.comeBack();
    // Once it is heard that the network is back, the next attempt is not waited for.
    await inFrame(widget, 'dispatchEvent(new Event("online"))');
    await widget.log.getByText(/未送信です/).waitFor({ state: 'detached' });
    await widget.frame.getByText(awayLine).waitFor({ state: 'detached' });
    expect(sent.filter((body) => body.includes(id ?? '?')).length).toBeGreaterThan(0);
    expect(sent.join()).not.toContain('090-1234-5678');
    expect(await widget.log.getByText('電話は〔電話番号〕です').count()).toBe(1);
    expect(await widget.input.inputValue()).toBe('書きかけの続き');
    forgiveTrouble();
  });

  test('so it is when it takes calls and does not answer', async () => {
    const page = await newPage();
    await conversed(page);
    const { process } = stage.program.desk.service;
    process.kill('SIGSTOP');
    await page.clock.install();
    try {
      const widget = await again(page);
      await widget.sees(answer);
      await page.clock.fastForward(NO_ANSWER_MS);
      await widget.frame.getByText(awayLine).waitFor();
    } finally {
      process.kill('SIGCONT');
    }
    forgiveTrouble();
  });

  test('nothing but the frame’s own files is kept for it: no call of the API, no word of anybody', async () => {
    const page = await newPage();
    await conversed(page);
    const widget = await again(page);
    await widget.sees(answer);
    expect(await inFrame(widget, keptAddresses)).toEqual([
      '/widget/frame',
      '/widget/frame.js',
      '/widget/frame.css',
      '/widget/later.js',
      '/widget/later.css',
    ]);
  });
});

describe('for everybody', () => {
  test('it fills a phone, the narrowest page, a screen at 200 %, and a phone on its side; nothing is cut off or scrolled sideways', async () => {
    const widget = await open(await newPage({ width: 390, height: 844 }));
    await widget.say(question);
    await widget.sees(answer);
    for (const [width, height] of [
      [390, 844],
      [320, 640],
      [640, 430],
      [844, 390],
    ] as const) {
      await widget.page.setViewportSize({ width, height });
      // The page hears a little later how large it is.
      await becomes(() => widget.page.locator('iframe').boundingBox(), { x: 0, y: 0, width, height });
      await becomes(async () => {
        const field = await widget.input.boundingBox();
        return field !== null && field.y + field.height <= height;
      }, true);
      const wide = await widget.frame.locator('html').evaluate(widerThanTheirPlace);
      expect({ width, wide }).toEqual({ width, wide: [] });
    }
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
