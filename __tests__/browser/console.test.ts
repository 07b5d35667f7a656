import type { Browser } from 'playwright-core';
import { call, TestCustomer } from '../service/client.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { becomes } from './becomes.ts';
import { ConsoleOnPage } from './console-page.ts';
import { openBrowser, watchedPage, WidgetOnPage, widerThanTheirPlace, type Watched } from './opened.ts';

let browser: Browser;
let service: RunningService;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
const watched: Watched[] = [];

const start = (port = '0'): Promise<RunningService> =>
  startService({ MADOGUCHI_DATA: data.path, PORT: port });

beforeAll(async () => {
  data = await temporaryFolder();
  [browser, service] = await Promise.all([openBrowser(), start()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await data.dispose();
});
afterEach(async () => {
  const complaints = watched.flatMap((one) => one.complaints);
  for (const { page } of watched.splice(0)) await page.context().close();
  await setClock('2026-11-24T11:00:00+09:00');
  expect(complaints).toEqual([]);
});

const setClock = (now: string) => call(`${service.url}/demo/clock`, { body: { now } });

const desktop = { width: 1440, height: 900 };

const agent = async (id: string, viewport = desktop): Promise<ConsoleOnPage> => {
  const one = await watchedPage(browser, viewport);
  watched.push(one);
  return ConsoleOnPage.logIn(one.page, service.url, id);
};

/** What a browser says of refusals and of a server that is away is no fault of the page. */
const forgiveComplaints = (): void => watched.forEach(({ complaints }) => complaints.splice(0));

let count = 0;
/** Somebody in the queue whose last words nobody else has written. */
const waiting = async (): Promise<{ customer: TestCustomer; words: string }> => {
  const customer = await TestCustomer.open(service.url);
  await customer.queue();
  count += 1;
  const words = `${count}番目の相談です`;
  await customer.say(words);
  return { customer, words };
};

describe('agents at once', () => {
  test('see each other’s claims, and the second is told who was first', async () => {
    const { words } = await waiting();
    const [sato, suzuki] = [await agent('sato'), await agent('suzuki')];
    await suzuki.open(words);
    await sato.open(words);
    await sato.press('対応を開始する');
    await suzuki.sees('担当：佐藤');
    await suzuki.page.getByRole('button', { name: '対応を開始する' }).waitFor({ state: 'hidden' });
  });

  test('hand over: the receiver is told by whom, opens it from there, and finds the note', async () => {
    const { words } = await waiting();
    const [sato, suzuki] = [await agent('sato'), await agent('suzuki')];
    await sato.open(words);
    await sato.press('対応を開始する');
    await sato.press('引き継ぐ');
    const dialog = sato.page.getByRole('dialog');
    await dialog.getByLabel('引き継ぐ相手').selectOption({ label: '鈴木' });
    await dialog.getByLabel(/メモ/).fill('文字コードを確認中です');
    await dialog.getByRole('button', { name: '引き継ぐ' }).click();
    await suzuki.sees('佐藤さんから管理者 花子の担当を引き継ぎました');
    await suzuki.press('開く');
    await suzuki.sees('文字コードを確認中です');
    await suzuki.composer.waitFor();
  });
});

describe('nothing typed is lost', () => {
  test('when the session ends in the middle: the form says why, and the text is there afterwards', async () => {
    const { words } = await waiting();
    const desk = await agent('sato');
    await desk.open(words);
    await desk.press('対応を開始する');
    await desk.page.getByRole('button', { name: '引き継ぐ' }).waitFor();
    await desk.composer.pressSequentially('書きかけの返信です');
    await desk.page.context().clearCookies();
    // Whichever call is the next: what the claim or the typing set off may meet the end before the reply does.
    await desk.page.keyboard.press('Control+Enter');
    await desk.sees('ログインの有効期限が切れました');
    expect(await desk.page.getByText(words).count()).toBe(0);
    await desk.page.getByLabel('パスワード').fill('demo-sato');
    await desk.page.getByRole('button', { name: 'ログイン' }).click();
    await desk.composer.waitFor();
    expect(await desk.replyText()).toBe('書きかけの返信です');
    forgiveComplaints();
    await desk.send();
    await desk.sees('書きかけの返信です');
  });

  test('by going to another conversation, by a reload, or between reply and note', async () => {
    const [first, second] = [await waiting(), await waiting()];
    const desk = await agent('sato');
    await desk.open(first.words);
    await desk.typeReply('一人目への下書き');
    await desk.page.getByLabel('社内メモ', { exact: true }).check();
    await desk.page.getByLabel('社内メモ（お客さまには見えません）').fill('一人目のメモ');
    await desk.page.locator('a.item').filter({ hasText: second.words }).click();
    await desk.page.locator('.transcript').getByText(second.words).waitFor();
    await desk.page.getByLabel('返信', { exact: true }).check();
    await becomes(() => desk.replyText(), '');
    await desk.typeReply('二人目への下書き');
    await desk.page.reload();
    await desk.open(first.words);
    await desk.page.locator('.transcript').getByText(first.words).waitFor();
    await becomes(() => desk.replyText(), '一人目への下書き');
    await desk.page.getByLabel('社内メモ', { exact: true }).check();
    await becomes(() => desk.page.locator('#composer-text').inputValue(), '一人目のメモ');
    await becomes(() => desk.page.locator('a.item .draft:visible').count(), 2);
  });

  test('while the program restarts: the console says so, comes back by itself, and sends', async () => {
    const { words } = await waiting();
    const desk = await agent('sato');
    await desk.open(words);
    await desk.press('対応を開始する');
    await desk.typeReply('途中まで書いた返信');
    const { port } = new URL(service.url);
    await service.stop();
    await desk.sees('サーバーとの接続が切れました');
    service = await start(port);
    await desk.sees('サーバーに再接続しました');
    expect(await desk.replyText()).toBe('途中まで書いた返信');
    forgiveComplaints();
    await desk.send();
    await desk.sees('途中まで書いた返信');
  });
});

describe('what the customer wrote meanwhile', () => {
  test('is shown instead of closing over it', async () => {
    const { customer, words } = await waiting();
    const desk = await agent('sato');
    await desk.open(words);
    await desk.press('対応を開始する');
    await desk.sees('佐藤さんが対応を開始しました');
    // The console does not hear of it before it closes.
    await desk.page.route('**/api/v1/agent/conversations/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await customer.say('まだ質問があります');
    await desk.close();
    await desk.sees('まだ終了していません');
    await desk.page.unroute('**/api/v1/agent/conversations/*');
    await desk.page.locator('.transcript').getByText('まだ質問があります').waitFor();
    forgiveComplaints();
    await desk.close();
    await desk.sees('担当者が会話を終了しました');
  });

  test('is announced while it is typed, in both directions', async () => {
    const one = await watchedPage(browser);
    watched.push(one);
    const widget = await WidgetOnPage.open(one.page, service.url, 'admin-standard');
    await widget.queue();
    await widget.say('入力のしるしの確認です');
    const desk = await agent('sato');
    await desk.open('入力のしるしの確認です');
    await desk.press('対応を開始する');
    await widget.sees('担当の佐藤が対応いたします');
    await desk.composer.pressSequentially('お調べします');
    await widget.frame.getByText('担当者の佐藤が入力しています').waitFor();
    await widget.input.pressSequentially('ありがとう');
    await desk.page.getByText('お客さまが入力しています').waitFor();
    await desk.send();
    await widget.sees('お調べします');
    await widget.frame.getByText('担当者の佐藤が入力しています').waitFor({ state: 'hidden' });
  });
});

describe('by keyboard alone', () => {
  test('an agent takes the next, inserts an approved text, answers, notes and closes', async () => {
    await waiting();
    const { page } = await agent('sato');
    await page.keyboard.press('1');
    await page.locator('a.item').first().waitFor();
    await page.keyboard.press('j');
    await page.locator('#composer-text').waitFor();
    await page.keyboard.press('c');
    await page.getByText('佐藤さんが対応を開始しました').waitFor();
    await page.keyboard.press('r');
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await page.keyboard.type('塗りつぶし');
    await page.getByRole('option', { selected: true }).getByText('画面の画像をお願いする').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('.message.agent').getByText('塗りつぶしてからお送りください').waitFor();
    await page.locator('.closes-on').getByText('11月27日(金)').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.type('画像を待っています');
    await page.keyboard.press('Control+Enter');
    await page.locator('.details').getByText('画像を待っています').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('担当者が会話を終了しました').waitFor();
  });
});

describe('the list', () => {
  test('counts staffed minutes, marks a long wait by more than its colour, and says when what is answered closes', async () => {
    const { customer, words } = await waiting();
    await setClock('2026-11-24T12:45:00+09:00');
    const desk = await agent('sato');
    const item = desk.page.locator('a.item').filter({ hasText: words });
    await item.getByText(/待ち (59分|1時間)/).waitFor();
    await item.getByText('長くお待ち').waitFor({ state: 'attached' });
    await desk.open(words);
    await desk.press('対応を開始する');
    await desk.sees('11月27日(金)の終わりに自動で終了します');
    await desk.reply('お待たせしました。');
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('3');
    await desk.page.locator('a.item').filter({ hasText: '11月27日(金)に終了予定' }).first().waitFor();
    await customer.say('ありがとうございます');
  });

  test.each([
    ['a laptop', { width: 1024, height: 768 }],
    ['a phone', { width: 390, height: 844 }],
  ])('and the conversation fit on %s', async (_what, viewport) => {
    const { words } = await waiting();
    const desk = await agent('sato', viewport);
    // What is only heard has no room of its own.
    const tooWide = async (): Promise<unknown[]> => {
      const found: unknown = await desk.page.locator('html').evaluate(widerThanTheirPlace);
      return [found].flat().filter((each) => each !== 'sr-only');
    };
    expect(await tooWide()).toEqual([]);
    await desk.open(words);
    await desk.page.getByText(words).last().waitFor();
    expect(await tooWide()).toEqual([]);
  });
});
