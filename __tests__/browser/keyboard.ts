import type { Frame, Page } from 'playwright-core';

/** More stops than the window has. */
export const mostStops = 60;
/** How often all of them are gone through, and the pause in between. */
const ROUNDS = 10;
const PAUSE_MS = 1_000;

// Run in the page or the frame; the types of the tests know no document.
/** The name of what has the focus; the widget hides behind its host on the page. */
export const nameOfFocused = `
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

/** Nothing here touches a pointer or puts the focus anywhere by script. */
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
    for (let stop = 0; stop < mostStops * ROUNDS; stop += 1) {
      // What an answer brings may not be there yet.
      if (stop > 0 && stop % mostStops === 0) await this.page.waitForTimeout(PAUSE_MS);
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

/** Who may talk to a person comes to the demo page. */
export const comeByKeyboard = async (page: Page, url: string): Promise<Keyboard> => {
  const keyboard = new Keyboard(page);
  await page.goto(url);
  // As the persona who may talk to a person: the select box is the first stop of the page.
  await keyboard.press('Tab');
  for (let step = 0; step < 5; step += 1) await keyboard.press('ArrowDown');
  await page.locator('#who', { hasText: 'スタンダード' }).waitFor();
  return keyboard;
};
