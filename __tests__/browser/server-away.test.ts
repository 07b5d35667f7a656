import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { serveHostPage, type HostPage } from './host-page.ts';
import { openBrowser, watchedPage, WidgetOnPage } from './opened.ts';

let browser: Browser;
let host: HostPage;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let page: Page;

/** One port for the whole file: to a browser a server that comes back is the same one. */
const start = (port = '0'): Promise<RunningService> =>
  startService({
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_ORIGINS: `${host.origin},${host.sameSite}`,
    PORT: port,
  });

const comeBack = async (): Promise<void> => {
  service = await start(new URL(service.url).port);
};

beforeAll(async () => {
  [browser, host, data] = await Promise.all([openBrowser(), serveHostPage(), temporaryFolder()]);
  service = await start();
  host.carry(service.url);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await Promise.all([host.close(), data.dispose()]);
});
beforeEach(async () => {
  // Errors of the network are what these tests are about.
  ({ page } = await watchedPage(browser));
});
afterEach(() => page.context().close());

/** After this time of a stream that does not begin the server counts as away. */
const NO_ANSWER_MS = 15_000;
const awayLine = 'ただいま窓口につながりません。';
const question = '招待メールが届きません';
const answer = /迷惑メール/;

const open = async (): Promise<WidgetOnPage> => {
  await page.goto(host.sameSite);
  const widget = new WidgetOnPage(page);
  await widget.show();
  return widget;
};

const again = async (): Promise<WidgetOnPage> => {
  await page.reload();
  const widget = new WidgetOnPage(page);
  await widget.show();
  return widget;
};

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
const conversed = async (): Promise<WidgetOnPage> => {
  const widget = await open();
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
    await conversed();
    await service.stop();
    let widget = await again();
    await widget.sees(answer);
    await widget.frame.getByText(awayLine).waitFor();
    await widget.say('電話は090-1234-5678です');
    await widget.sees(/未送信です/);
    const [id] = await waitingIds(widget);
    await widget.input.fill('書きかけの続き');
    await page.waitForTimeout(300);
    widget = await again();
    await widget.sees(/未送信です/);
    expect(await waitingIds(widget)).toEqual([id]);
    expect(await widget.input.inputValue()).toBe('書きかけの続き');

    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await comeBack();
    await widget.log.getByText(/未送信です/).waitFor({ state: 'detached' });
    await widget.frame.getByText(awayLine).waitFor({ state: 'detached' });
    expect(sent.filter((body) => body.includes(id ?? '?')).length).toBeGreaterThan(0);
    expect(sent.join()).not.toContain('090-1234-5678');
    expect(await widget.log.getByText('電話は〔電話番号〕です').count()).toBe(1);
    expect(await widget.input.inputValue()).toBe('書きかけの続き');
  });

  test('so it is when it takes calls and does not answer', async () => {
    await conversed();
    service.process.kill('SIGSTOP');
    await page.clock.install();
    try {
      const widget = await again();
      await widget.sees(answer);
      await page.clock.fastForward(NO_ANSWER_MS);
      await widget.frame.getByText(awayLine).waitFor();
    } finally {
      service.process.kill('SIGCONT');
    }
  });

  test('nothing but the frame’s own files is kept for it: no call of the API, no word of anybody', async () => {
    await conversed();
    const widget = await again();
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
