import type { Browser } from 'playwright-core';
import { call, serveAndClose } from '../service/client.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { openBrowser, watchedPage, WidgetOnPage, widerThanTheirPlace, type Watched } from './opened.ts';
import { ConsoleOnPage } from './console-page.ts';

let browser: Browser;
let service: RunningService;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
const watched: Watched[] = [];

/** One port for the whole file, so that an open page finds the program again after a restart. */
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
  // Neither an error nor a violation of the pages' own security policy in any of them.
  expect(complaints).toEqual([]);
});

const setClock = (now: string) => call(`${service.url}/demo/clock`, { body: { now } });

const newPage = async (viewport?: { width: number; height: number }) => {
  const one = await watchedPage(browser, viewport);
  watched.push(one);
  return one.page;
};

const customer = async (persona = 'admin-standard'): Promise<WidgetOnPage> =>
  WidgetOnPage.open(await newPage(), service.url, persona);

describe('a customer in the widget', () => {
  test('asks and gets the approved answer in steps', async () => {
    const widget = await customer();
    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    expect(await widget.log.locator('ol li').count()).toBeGreaterThan(1);
  });

  test('is refused politely what the policy excludes, and told where to turn', async () => {
    const widget = await customer();
    await widget.say('残業代の計算方法を教えてください');
    await widget.sees(/社会保険労務士/);
  });

  test('picks one of several meanings', async () => {
    const widget = await customer();
    await widget.say('CSV');
    await widget.log.getByRole('button').first().waitFor();
    const choice = widget.log.getByRole('button').first();
    const title = (await choice.textContent()) ?? '';
    await choice.click();
    await widget.frame.getByText(title).last().waitFor();
  });

  test('says that an answer did not help and is offered others, and a person while one is there', async () => {
    const widget = await customer();
    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    await widget.press('役に立たなかった');
    await widget.sees(/お役に立てず、申し訳ございません/);
  });

  test('is told what was masked, and the number never leaves the browser', async () => {
    const widget = await customer();
    const sent: string[] = [];
    widget.page.on('request', (request) => sent.push(request.postData() ?? ''));
    await widget.say('マイナンバーは123456789018です');
    await widget.sees(/伏せて送信しました/);
    expect(sent.join()).not.toContain('123456789018');
  });

  test('does not send while an IME composes, and sends with the Enter after it', async () => {
    const widget = await customer();
    await widget.input.fill('しょうたい');
    for (const how of [
      { isComposing: true, keyCode: 13 },
      { isComposing: false, keyCode: 229 },
    ]) {
      await widget.input.dispatchEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how });
    }
    expect(await widget.input.inputValue()).toBe('しょうたい');
    await widget.input.fill('招待メールが届きません');
    await widget.input.press('Enter');
    await widget.sees('迷惑メール');
  });

  test('works by keyboard alone: opens, asks, closes with Escape, and is back where they were', async () => {
    const page = await newPage();
    await page.goto(service.url);
    const launcher = page.getByRole('button', { name: /サポート/ }).first();
    await launcher.focus();
    await page.keyboard.press('Enter');
    const widget = new WidgetOnPage(page);
    await widget.input.waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.type('招待メールが届きません');
    await page.keyboard.press('Enter');
    await widget.sees('迷惑メール');
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement?.shadowRoot?.activeElement?.tagName')).toBe('BUTTON');
  });

  test('finds conversation and draft again after the page was reloaded', async () => {
    const widget = await customer();
    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    await widget.input.fill('書きかけの質問');
    await widget.page.waitForTimeout(500);
    await widget.page.reload();
    const again = new WidgetOnPage(widget.page);
    if (!(await again.input.isVisible())) await again.show();
    await again.sees('迷惑メール');
    expect(await again.input.inputValue()).toBe('書きかけの質問');
  });

  test('fills a phone’s whole screen', async () => {
    const widget = await WidgetOnPage.open(
      await newPage({ width: 390, height: 844 }),
      service.url,
      'admin-standard',
    );
    const box = await widget.page.locator('iframe').boundingBox();
    expect(box).toMatchObject({ width: 390 });
  });
});

describe('outside staffed hours', () => {
  test('nobody is queued; the exact next opening is told', async () => {
    await setClock('2026-11-21T11:00:00+09:00');
    const widget = await customer();
    await widget.say('担当者と話したい');
    // Saturday; Monday the 23rd is a public holiday.
    await widget.sees(/11月24日\(火\)10:00/);
    expect(await widget.frame.getByText('順番をお待ちください').count()).toBe(0);
  });

  test('the state in the widget changes by itself when the desk closes', async () => {
    const widget = await customer();
    await widget.frame.getByText(/12:00まで/).waitFor();
    await setClock('2026-11-24T12:30:00+09:00');
    await widget.frame.getByText(/13:30/).first().waitFor();
  });
});

describe('who may not talk to a person', () => {
  test.each([
    ['anonymous', /ログイン/],
    ['employee', /管理者さま/],
    ['admin-zero-over', /15日/],
  ])('as %s is told why and what to do next', async (persona, why) => {
    const widget = await customer(persona);
    await widget.say('担当者と話したい');
    await widget.sees(why);
  });
});

describe('from the widget to a person and back', () => {
  test('both sides write, everything survives a restart in between, and the agent closes', async () => {
    const widget = await customer();
    await widget.press(/担当者に相談する/);
    await widget.press('エラーや不具合');
    await widget.sees(/社員番号/);
    await widget.say('0012');
    await widget.sees(/ページのURL/);
    await widget.press('いま開いているページ');
    await widget.sees(/どのような操作/);
    await widget.say('保存を押すと白い画面になります');
    await widget.frame.getByText(/現在1番目/).waitFor();

    const desk = await ConsoleOnPage.logIn(await newPage({ width: 1440, height: 900 }), service.url, 'sato');
    await desk.open('保存を押すと白い画面になります');
    await desk.press('対応を開始する');
    await widget.sees('担当の佐藤が対応いたします');
    await desk.reply('お待たせしました。お調べします。');
    await widget.sees('お待たせしました。お調べします。');

    const port = new URL(service.url).port;
    const errorsBefore = watched.map(({ complaints }) => complaints.length);
    await service.stop();
    service = await start(port);
    // What a browser says of a server that is away is no fault of the pages.
    watched.forEach(({ complaints }, at) => complaints.splice(errorsBefore[at] ?? 0));

    await widget.say('ありがとうございます。待っています');
    await desk.sees('ありがとうございます。待っています');
    await desk.reply('原因がわかりました。');
    await widget.sees('原因がわかりました。');
    watched.forEach(({ complaints }, at) => complaints.splice(errorsBefore[at] ?? 0));
    await desk.close();
    await widget.sees(/この会話は終了しました/);

    const sent: string[] = [];
    widget.page.on('request', (request) => sent.push(request.postData() ?? ''));
    await widget.log.getByRole('radio', { name: '満足', exact: true }).check();
    await widget.log.getByLabel(/ご意見/).fill('番号123456789018も見てくれました');
    await widget.press('回答を送信');
    await widget.sees(/ご回答いただき、ありがとうございました/);
    expect(sent.join()).not.toContain('123456789018');
    await desk.sees('満足度：満足（4／5）');
    await desk.sees('番号〔マイナンバー〕も見てくれました');

    await widget.say('給与明細の公開方法は？');
    await widget.sees(/会話を再開しました/);
  });

  test('the survey takes no focus, is answered by keyboard alone, and stays answered over a reload (N7)', async () => {
    const page = await newPage({ width: 320, height: 640 });
    const widget = await WidgetOnPage.open(page, service.url, 'admin-standard');
    await widget.queue();
    await widget.input.focus();
    await serveAndClose(service.url, await widget.conversationId());
    const grade = widget.log.getByRole('radio', { name: '不満', exact: true });
    await grade.waitFor();
    await page.keyboard.type('書きかけ');
    expect(await widget.input.inputValue()).toBe('書きかけ');

    await widget.log.getByRole('radio', { name: 'とても不満' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await grade.isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('画面を見て\nほしかった');
    await widget.sees('11／500文字');
    expect(await widget.frame.locator('html').evaluate(widerThanTheirPlace)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await widget.sees(/ご回答いただき、ありがとうございました/);
    expect(await widget.input.inputValue()).toBe('書きかけ');

    await page.reload();
    const reloaded = new WidgetOnPage(page);
    if (!(await reloaded.input.isVisible())) await reloaded.show();
    await reloaded.sees('ご回答：不満');
    await reloaded.sees('画面を見て');
    expect(await reloaded.log.getByRole('radio').count()).toBe(0);
  });

  test('a reply is refused while the customer writes, the text stays, and the new message is shown', async () => {
    const widget = await customer();
    await widget.queue();
    await widget.say('はじめの相談です');
    const desk = await ConsoleOnPage.logIn(
      await newPage({ width: 1440, height: 900 }),
      service.url,
      'suzuki',
    );
    await desk.open('はじめの相談です');
    await desk.press('対応を開始する');
    await desk.typeReply('こちらが回答です');
    // The console does not hear of the next message before it sends.
    await desk.page.route('**/api/v1/agent/conversations/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await widget.say('すみません、もう一つあります');
    await desk.send();
    await desk.page.unroute('**/api/v1/agent/conversations/*');
    await desk.sees('すみません、もう一つあります');
    expect(await desk.replyText()).toBe('こちらが回答です');
    watched.forEach(({ complaints }) => complaints.splice(0));
    await desk.send();
    await widget.sees('こちらが回答です');
  });
});
