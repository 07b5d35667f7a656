import type { Page } from 'playwright-core';

/**
 * What is learnt or counted on the way is waited for, beside whatever else the machine does; a test has its own end.
 * Milliseconds.
 */
const patience = 100_000;

/** The editors' program as one of them uses it. */
export class EditorOnPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async logIn(page: Page, url: string, id: string, place = ''): Promise<EditorOnPage> {
    page.setDefaultTimeout(patience);
    await page.goto(`${url}/editor${place}`);
    await page.getByLabel('ID').fill(id);
    await page.getByLabel('パスワード').fill(`demo-${id}`);
    await page.getByRole('button', { name: 'ログイン' }).click();
    await page.getByRole('button', { name: 'ログアウト' }).waitFor();
    return new EditorOnPage(page);
  }

  async goTo(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
    await this.page.getByRole('heading', { level: 2, name }).waitFor();
  }

  /** Opens a text by its file, such as `articles/invite.md`. */
  async open(file: string): Promise<void> {
    await this.page.goto(`${this.page.url().replace(/#.*/, '')}#/page/${file}`);
    await this.body.waitFor();
  }

  get body() {
    return this.page.getByLabel('本文', { exact: true });
  }

  get dialog() {
    return this.page.getByRole('dialog');
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).first().click();
  }

  async save(): Promise<void> {
    await this.press('下書き保存');
    await this.page.getByText('保存済み', { exact: true }).waitFor();
  }

  /** Approves in the dialog, once everything has been looked at. */
  async publish(): Promise<void> {
    await this.press('承認して公開');
    await this.dialog.getByRole('button', { name: '承認して公開する' }).click();
    await this.sees('公開しました。');
  }

  async ask(question: string): Promise<void> {
    await this.page.getByLabel('お客さまの質問').fill(question);
    await this.page.locator('.outcome').waitFor();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }
}
