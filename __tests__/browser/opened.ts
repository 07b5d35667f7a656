import { chromium, type Browser, type ConsoleMessage, type FrameLocator, type Page } from 'playwright-core';
import { z } from 'zod';
import { chromiumArguments, findChromium } from '../../scripts/set-up/chromium.mjs';
import { becomes } from './becomes.ts';

export const openBrowser = (): Promise<Browser> => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; run node scripts/set-up/browser.mjs');
  return chromium.launch({ executablePath, args: chromiumArguments });
};

/** A page whose every error and policy violation is kept; tests expect none. */
export interface Watched {
  page: Page;
  complaints: string[];
}

/** The console asks who is logged in before anybody is; Chromium reports every 401. */
const isFirstLook = (message: ConsoleMessage): boolean =>
  message.location().url.endsWith('/api/v1/agent/session');

export const watchedPage = async (
  browser: Browser,
  viewport = { width: 1280, height: 860 },
): Promise<Watched> => {
  const context = await browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isFirstLook(message)) complaints.push(message.text());
  });
  return { page, complaints };
};

/**
 * Run in a page: what has to be scrolled sideways. Of a picture that is blacked out that is as it should be: it is
 * enlarged on purpose, and a mark's corner stands out. The types of the tests know no document.
 */
export const widerThanTheirPlace = `
  [...document.querySelectorAll('*')]
    .filter((each) => !each.closest('.place'))
    .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth)
    .filter((each) => getComputedStyle(each).display !== 'inline')
    .map((each) => each.className)`;

/** The widget as a customer uses it, on the demo page. */
export class WidgetOnPage {
  readonly page: Page;
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.frame = page.frameLocator('iframe');
  }

  /** Opens the demo page as somebody, and the widget on it. */
  static async open(page: Page, url: string, persona: string): Promise<WidgetOnPage> {
    await page.goto(url);
    const select = page.locator('#persona');
    const name = (await select.locator(`[value="${persona}"]`).textContent()) ?? persona;
    await select.selectOption(persona);
    // The page names who is there once the widget was told.
    await page.locator('#who', { hasText: name }).waitFor();
    const widget = new WidgetOnPage(page);
    await widget.show();
    return widget;
  }

  async show(): Promise<void> {
    await this.page
      .getByRole('button', { name: /サポート/ })
      .first()
      .click();
    await this.input.waitFor();
  }

  get input() {
    return this.frame.locator('.composer textarea');
  }

  get log() {
    return this.frame.getByRole('log');
  }

  async say(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Says something, and waits until the desk has it. */
  async tell(text: string): Promise<void> {
    await this.say(text);
    await this.log.locator('.customer').filter({ hasText: text }).last().locator('time').waitFor();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.log.getByText(text).last().waitFor();
  }

  /** Waits until what is being written would outlive the page. */
  async keeps(draft: string): Promise<void> {
    await becomes(
      () => this.frame.locator('html').evaluate('localStorage.getItem("madoguchi:draft")'),
      draft,
    );
  }

  /** Into the queue by the shortest way. */
  async queue(): Promise<void> {
    await this.press(/担当者に相談する/);
    await this.press('スキップする');
    await this.sees(/どのようなことでお困りですか/);
    await this.press('スキップする');
    await this.sees(/順にお答えしています/);
  }

  async conversationId(): Promise<string> {
    const session = await this.frame.locator('html').evaluate('localStorage.getItem("madoguchi:session")');
    return z.object({ conversationId: z.string() }).parse(JSON.parse(String(session))).conversationId;
  }

  async press(name: string | RegExp): Promise<void> {
    await this.frame.getByRole('button', { name }).last().click();
  }
}
