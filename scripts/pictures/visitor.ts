import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The widget on the demo page, as a customer uses it. */
export class Visitor {
  readonly page: Page;
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.frame = page.frameLocator('iframe');
  }

  /** Comes to the demo page as somebody. */
  async come(url: string, persona: string): Promise<void> {
    await this.page.goto(url);
    const select = this.page.locator('#persona');
    const name = (await select.locator(`[value="${persona}"]`).textContent()) ?? persona;
    await select.selectOption(persona);
    // The page names who is there once the widget was told.
    await this.page.locator('#who', { hasText: name }).waitFor();
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: /サポート/ }).first();
  }

  get input(): Locator {
    return this.frame.locator('.composer textarea');
  }

  get log(): Locator {
    return this.frame.getByRole('log');
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.input.waitFor();
  }

  async say(text: string, answer: string | RegExp): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
    await this.sees(answer);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.frame.getByText(text).last().waitFor();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.frame.getByRole('button', { name }).last().click();
  }

  /** By the menu beside the field. */
  async attach(
    entry: '画像を添付する' | 'CSVの見出し行を送る',
    file: { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void> {
    const button = this.frame.getByRole('button', { name: entry, exact: true });
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(file);
  }

  /** Into the queue by the shortest way. */
  async queueQuickly(): Promise<void> {
    await this.press(/担当者に相談する/);
    await this.press('スキップする');
    await this.sees(/どのようなことでお困りですか/);
    await this.press('スキップする');
    await this.sees(/現在1番目/);
  }

  /** Into the queue with an error report, every question answered. */
  async queue(): Promise<void> {
    await this.press(/担当者に相談する/);
    await this.press('エラーや不具合');
    await this.say('0012', /ページのURL/);
    await this.press('いま開いているページ');
    await this.sees(/どのような操作/);
    await this.say('保存を押すと、画面が白くなります', /現在1番目/);
  }
}
