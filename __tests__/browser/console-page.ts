import type { Page } from 'playwright-core';

/** The console as an agent uses it. */
export class ConsoleOnPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async logIn(page: Page, url: string, id: string): Promise<ConsoleOnPage> {
    await page.goto(`${url}/console`);
    await page.getByLabel('ID').fill(id);
    await page.getByLabel('パスワード').fill(`demo-${id}`);
    await page.getByRole('button', { name: 'ログイン' }).click();
    await page.getByRole('button', { name: 'ログアウト' }).waitFor();
    return new ConsoleOnPage(page);
  }

  /** Opens the conversation whose line in the list shows this text. */
  async open(text: string): Promise<void> {
    await this.page.locator('a.item').filter({ hasText: text }).first().click();
    await this.composer.waitFor();
  }

  get composer() {
    return this.page.getByLabel('返信（お客さまに届きます）');
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).first().click();
  }

  async typeReply(text: string): Promise<void> {
    await this.composer.fill(text);
  }

  replyText(): Promise<string> {
    return this.composer.inputValue();
  }

  async send(): Promise<void> {
    await this.composer.press('Control+Enter');
  }

  async reply(text: string): Promise<void> {
    // Whoever replies holds the conversation, and the console has read that they do.
    await this.page.getByRole('button', { name: '引き継ぐ' }).waitFor();
    await this.typeReply(text);
    await this.send();
    await this.sees(text);
  }

  async close(): Promise<void> {
    await this.press('終了する');
    await this.page.getByRole('dialog').getByRole('button', { name: '終了する' }).click();
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).last().waitFor();
  }
}
