import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { runCommand } from '../commands/run.ts';
import { agentToken, call, TestCustomer } from '../service/client.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { ConsoleOnPage } from './console-page.ts';
import { openBrowser, watchedPage } from './opened.ts';

let browser: Browser;
let service: RunningService;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  [browser, service] = await Promise.all([openBrowser(), startService({ MADOGUCHI_DATA: data.path })]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await data.dispose();
});

const heldBySuzuki = async (): Promise<TestCustomer> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  const token = await agentToken(service.url, 'suzuki');
  await call(`${service.url}/api/v1/agent/conversations/${customer.id}/claim`, { token, body: {} });
  return customer;
};

const openIn = async (page: Page, id: string, conversationId: string): Promise<ConsoleOnPage> => {
  const desk = await ConsoleOnPage.logIn(page, service.url, id);
  await page.goto(`${service.url}/console#/all/${conversationId}`);
  await desk.composer.waitFor();
  return desk;
};

const buttons = async (page: Page): Promise<string[]> =>
  page.locator('.actions button:visible').allTextContents();

test('an agent sees no button for what a colleague has, and reads why; a lead takes it over', async () => {
  const customer = await heldBySuzuki();
  const { page } = await watchedPage(browser);
  const desk = await openIn(page, 'sato', customer.id);
  await desk.sees('鈴木さんが担当しています。返信できるのは担当者だけです。');
  expect(await buttons(page)).toEqual([]);
  expect(await page.getByRole('button', { name: '監査記録' }).isVisible()).toBe(false);
  await page.context().close();

  const { page: leadPage } = await watchedPage(browser);
  const lead = await openIn(leadPage, 'takahashi', customer.id);
  await lead.sees('返信するには、先に［引き継ぐ］で自分を選んでください。');
  expect(await buttons(leadPage)).toEqual(['順番待ちに戻す', '引き継ぐ', '終了する']);
  await lead.press('引き継ぐ');
  const dialog = leadPage.getByRole('dialog');
  await dialog.getByText('鈴木さんが担当している会話です。').waitFor();
  await dialog.getByLabel('引き継ぐ相手').selectOption({ label: '自分（高橋）' });
  await dialog.getByRole('button', { name: '引き継ぐ' }).click();
  await lead.sees('担当：自分');
  await lead.reply('高橋が承ります');
  await leadPage.context().close();
});

test('a lead reads in the audit log what was done, and gets to the conversation from there', async () => {
  const customer = await heldBySuzuki();
  const { page, complaints } = await watchedPage(browser);
  await openIn(page, 'takahashi', customer.id);
  await page.getByRole('button', { name: '監査記録' }).click();
  const dialog = page.getByRole('dialog', { name: '監査記録' });
  await dialog.getByText('リーダーの権限では、窓口での操作だけを表示します。').waitFor();
  const rows = dialog.locator('tbody tr');
  await rows.first().waitFor();
  await dialog.getByLabel('開いている会話だけ').check();
  // The rows of other conversations go first.
  await rows.nth(2).waitFor({ state: 'detached' });
  await rows.filter({ hasText: '担当外の会話を閲覧' }).waitFor();
  const cells = async () =>
    (await rows.all()).map(async (row) => (await row.locator('td').allTextContents()).slice(1));
  expect(await Promise.all(await cells())).toEqual([
    ['高橋（takahashi）', '担当外の会話を閲覧', '会話を開く', '会話の状態：対応中'],
    ['鈴木（suzuki）', '対応を開始', '会話を開く', ''],
  ]);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations).toEqual([]);
  await dialog.getByLabel('操作した人').selectOption({ label: 'サーバーのコマンド' });
  await dialog.getByText('該当する記録はありません。').waitFor();
  await dialog.getByLabel('操作した人').selectOption({ label: 'すべて' });
  await rows.first().getByRole('link').click();
  await dialog.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('an editor who logs in at the console goes on to the workshop, and no conversation is loaded', async () => {
  const env = { MADOGUCHI_DATA: data.path };
  const args = ['add', 'editor', '--name', '編集', '--role', 'editor'];
  await runCommand('agent', args, { env, input: 'demo-editor-long\n' });
  const { page, complaints } = await watchedPage(browser);
  await page.goto(`${service.url}/console`);
  await page.getByLabel('ID').fill('editor');
  await page.getByLabel('パスワード').fill('demo-editor-long');
  await page.getByRole('button', { name: 'ログイン' }).click();
  await page.waitForURL(/\/editor/);
  expect(await page.locator('a.item').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
