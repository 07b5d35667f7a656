import type { Browser, Frame, Page } from 'playwright-core';
import { Agent } from '../../scripts/pictures/agent.ts';
import { startProgram, type Program } from '../../scripts/pictures/program.ts';
import { openBrowser, watchedPage, type Watched } from './opened.ts';

/** Nothing here touches a pointer or puts the focus anywhere by script. */

let browser: Browser;
let program: Program;
let watched: Watched;

beforeAll(async () => {
  [browser, program] = await Promise.all([openBrowser(), startProgram()]);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});
afterEach(async () => {
  await watched.page.context().close();
  expect(watched.complaints).toEqual([]);
});

/** More stops than the window has. */
const mostStops = 60;

// Run in the page or the frame; the types of the tests know no document.
/** The name of what has the focus; the widget hides behind its host on the page. */
const nameOfFocused = `
  (() => {
    const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    if (!active || active === document.body) return 'nothing';
    return active.getAttribute('aria-label') || active.labels?.[0]?.textContent || active.textContent;
  })()`;
/** Whether who cannot see a pointer sees where they are: an outline of its own or of the frame around it. */
const focusIsSeen = `
  (() => {
    const active = document.activeElement;
    return [active, active.closest('.field'), active.closest('.scale label')].some(
      (each) => each && getComputedStyle(each).outlineStyle !== 'none',
    );
  })()`;

class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get frame(): Frame {
    const frame = this.page.frames()[1];
    if (!frame) throw new Error('the widget is not open');
    return frame;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Goes on with a key until what has this name has the focus, and is seen to. */
  async goTo(name: string, key = 'Tab', where: Page | Frame = this.frame): Promise<void> {
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (String(await where.evaluate(nameOfFocused)).includes(name)) {
        if (where === this.page || (await where.evaluate(focusIsSeen)) === true) return;
        throw new Error(`nobody sees that ${name} has the focus`);
      }
      await this.page.keyboard.press(key);
    }
    throw new Error(`${name} is not reached by ${key}`);
  }

  async choose(name: string, key = 'Tab'): Promise<void> {
    await this.goTo(name, key);
    await this.press('Enter');
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.frame.getByText(text).last().waitFor();
  }

  async open(): Promise<void> {
    await this.goTo('サポートに質問する', 'Tab', this.page);
    await this.press('Enter');
    await this.page.frameLocator('iframe').locator('textarea').waitFor();
    await this.goTo('質問を入力', 'Tab');
  }
}

const come = async (viewport?: { width: number; height: number }): Promise<Keyboard> => {
  watched = await watchedPage(browser, viewport);
  const keyboard = new Keyboard(watched.page);
  await keyboard.page.goto(program.url);
  // As the persona who may talk to a person: the select box is the first stop of the page.
  await keyboard.press('Tab');
  for (let step = 0; step < 5; step += 1) await keyboard.press('ArrowDown');
  await keyboard.page.locator('#who', { hasText: 'スタンダード' }).waitFor();
  return keyboard;
};

test('every path is walked by keyboard alone, and where one is can always be seen', async () => {
  const keyboard = await come();
  await keyboard.open();

  // A registered question, picked from the suggestions.
  await keyboard.type('招待メール');
  await keyboard.frame.getByRole('option').first().waitFor();
  await keyboard.press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter');
  await keyboard.sees(/迷惑メール/);

  // The suggestions are put away by Escape, and the window stays.
  await keyboard.type('給与明細');
  await keyboard.frame.getByRole('option').first().waitFor();
  await keyboard.press('Escape');
  await keyboard.frame.getByRole('listbox').waitFor({ state: 'hidden' });
  await keyboard.press('Control+A', 'Delete');

  // An opinion, one of the other articles, and the menu.
  await keyboard.choose('役に立たなかった', 'Shift+Tab');
  await keyboard.sees(/お役に立てず/);
  await keyboard.choose('招待メールを再送するには');
  await keyboard.frame
    .getByText(/招待メールを再送するには/)
    .nth(1)
    .waitFor();
  await keyboard.choose('メニュー', 'Shift+Tab');
  await keyboard.choose('通知音を鳴らす');
  await keyboard.sees(/音でお知らせします/);
  await keyboard.goTo('メニュー');
  await keyboard.press('Enter', 'Tab', 'Escape');
  await keyboard.goTo('メニュー');
  await keyboard.frame.getByText('会話を印刷する').waitFor({ state: 'hidden' });

  // Into the queue, out of it, and in again.
  await keyboard.choose('担当者に相談する');
  await keyboard.choose('スキップする');
  await keyboard.sees(/どのようなことで/);
  await keyboard.choose('スキップする');
  await keyboard.sees(/現在1番目/);
  await keyboard.choose('順番待ちをやめる');
  await keyboard.choose('待ち続ける');
  await keyboard.choose('順番待ちをやめる');
  await keyboard.goTo('待ち続ける');
  await keyboard.press('Tab');
  await keyboard.choose('やめる');
  await keyboard.sees(/順番待ちを取り消しました/);
  await keyboard.choose('担当者に相談する');
  await keyboard.sees(/現在1番目/);

  // With a person: a link, what is new below, the survey.
  const agent = await Agent.logIn(program.url);
  await agent.claim();
  await agent.answer('こちらです。https://example.com/help');
  await keyboard.goTo('https://example.com/help', 'Shift+Tab');
  await keyboard.goTo('会話の内容', 'Shift+Tab');
  await keyboard.press('Home');
  await keyboard.frame.getByText('ご質問をお聞かせください').waitFor();
  await keyboard.page.waitForTimeout(300);
  await agent.answer('ほかにもお困りのことはありませんか。');
  await keyboard.sees('新しいメッセージがあります');
  await keyboard.press('End');
  await keyboard.frame.getByText('新しいメッセージがあります').waitFor({ state: 'hidden' });
  await agent.close();
  await keyboard.frame.getByRole('radio').first().waitFor();
  await keyboard.goTo('とても不満');
  await keyboard.press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await keyboard.choose('回答を送信');
  await keyboard.sees(/ご回答いただき/);

  // Over again, and away.
  await keyboard.choose('メニュー', 'Shift+Tab');
  await keyboard.choose('新しい会話を始める');
  await keyboard.frame.getByText(/ご回答いただき/).waitFor({ state: 'detached' });
  await keyboard.press('Escape');
  await keyboard.page.locator('iframe').waitFor({ state: 'hidden' });
  await keyboard.goTo('サポートに質問する', 'Tab', keyboard.page);
}, 120_000);

test('where it covers the whole page the focus stays inside, and elsewhere it leads on into the page', async () => {
  const phone = await come({ width: 390, height: 844 });
  await phone.open();
  const inTheFrame = 'document.activeElement?.shadowRoot?.activeElement?.localName === "iframe"';
  for (let stop = 0; stop < 12; stop += 1) {
    await phone.press(stop < 6 ? 'Tab' : 'Shift+Tab');
    expect(await phone.page.evaluate(inTheFrame)).toBe(true);
  }
  await phone.goTo('閉じる');
  await phone.press('Enter');
  await phone.page.locator('iframe').waitFor({ state: 'hidden' });
  await watched.page.context().close();

  const desktop = await come();
  await desktop.open();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await desktop.press('Tab');
    if ((await desktop.page.evaluate(inTheFrame)) === false) return;
  }
  throw new Error('the focus is trapped');
});
