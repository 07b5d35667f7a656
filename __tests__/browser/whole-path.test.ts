import { runCommand } from '../commands/run.ts';
import { call, serveAndClose } from '../service/client.ts';
import { becomes } from './becomes.ts';
import { ConsoleOnPage } from './console-page.ts';
import { WidgetOnPage, widerThanTheirPlace } from './opened.ts';
import { setStage, startDesk } from './stage.ts';

/** After this time the console reads again what it could not read. */
const readAgainMs = 4_000;

const stage = setStage(startDesk);
const { newPage, forgiveTrouble } = stage;

const setClock = (now: string) => call(`${stage.program.url}/demo/clock`, { body: { now } });

afterEach(() => setClock('2026-11-24T11:00:00+09:00'));

const customer = async (persona = 'admin-standard'): Promise<WidgetOnPage> =>
  WidgetOnPage.open(await newPage(), stage.program.url, persona);

describe('a customer in the widget', () => {
  test('is answered in steps, chooses among meanings, is refused politely, says what did not help, and finds all of it again', async () => {
    const widget = await customer();
    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    expect(await widget.log.locator('ol li').count()).toBeGreaterThan(1);
    await widget.press('役に立たなかった');
    await widget.sees(/お役に立てず、申し訳ございません/);

    await widget.say('CSV');
    await widget.sees(/次のうち/);
    const choice = widget.log.getByRole('button', { name: /CSV/ }).last();
    const title = (await choice.textContent()) ?? '';
    await choice.click();
    await widget.log.locator('.customer').getByText(title).waitFor();

    await widget.say('残業代の計算方法を教えてください');
    await widget.sees(/社会保険労務士/);

    await widget.input.fill('書きかけの質問');
    await widget.keeps('書きかけの質問');
    await widget.page.reload();
    const again = new WidgetOnPage(widget.page);
    if (!(await again.input.isVisible())) await again.show();
    await again.sees('迷惑メール');
    await again.sees(/社会保険労務士/);
    expect(await again.input.inputValue()).toBe('書きかけの質問');
  });

  test('is told what was masked, and the number never leaves the browser', async () => {
    const widget = await customer();
    const sent: string[] = [];
    widget.page.on('request', (request) => sent.push(request.postData() ?? ''));
    await widget.say('マイナンバーは123456789018です');
    await widget.sees(/伏せて送信しました/);
    expect(sent.join()).not.toContain('123456789018');
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

    const desk = await ConsoleOnPage.logIn(
      await newPage({ width: 1440, height: 900 }),
      stage.program.url,
      'sato',
    );
    await desk.open('保存を押すと白い画面になります');
    await desk.press('対応を開始する');
    await widget.sees('担当の佐藤が対応いたします');
    await desk.reply('お待たせしました。お調べします。');
    await widget.sees('お待たせしました。お調べします。');

    await stage.program.goAway();
    await stage.program.comeBack();

    await widget.say('ありがとうございます。待っています');
    await desk.sees('ありがとうございます。待っています');
    await desk.reply('原因がわかりました。');
    await widget.sees('原因がわかりました。');
    forgiveTrouble();
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
    const widget = await WidgetOnPage.open(page, stage.program.url, 'admin-standard');
    await widget.queue();
    await widget.input.focus();
    await serveAndClose(stage.program.url, await widget.conversationId());
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
      stage.program.url,
      'suzuki',
    );
    await desk.open('はじめの相談です');
    await desk.press('対応を開始する');
    // The console has read that the conversation is its own, before it is cut off from news.
    await desk.page.getByRole('button', { name: '引き継ぐ' }).waitFor();
    await desk.typeReply('こちらが回答です');
    await desk.page.clock.install();
    // The console does not hear of the next message before it sends.
    await desk.page.route('**/api/v1/agent/conversations/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await widget.tell('すみません、もう一つあります');
    await desk.send();
    await desk.page.unroute('**/api/v1/agent/conversations/*');
    await desk.page.clock.fastForward(readAgainMs);
    await desk.sees('すみません、もう一つあります');
    expect(await desk.replyText()).toBe('こちらが回答です');
    forgiveTrouble();
    await desk.send();
    await widget.sees('こちらが回答です');
  });
});

const removedLine =
  '以前の会話は、保存期間の終了などにより削除されました。ご質問は、この新しい会話でお受けします。';

describe('a customer who is forgotten while the chat and the console are open', () => {
  test('is told so and begins anew; the agent no longer sees a word of it, nor the draft', async () => {
    const widget = await customer();
    await widget.queue();
    await widget.say('忘れてほしい相談です');
    await widget.sees('忘れてほしい相談です');

    const page = await newPage();
    const desk = await ConsoleOnPage.logIn(page, stage.program.url, 'sato');
    await desk.open('忘れてほしい相談です');
    await desk.press('対応を開始する');
    await desk.typeReply('書きかけの返信です');
    await page.waitForFunction("JSON.stringify(localStorage).includes('書きかけの返信です')");

    const options = ['--customer', 'demo-admin-standard', '--yes', '--even-at-desk'];
    const forgotten = await runCommand('forget', options, {
      env: { MADOGUCHI_DATA: stage.program.data.path },
    });
    expect(forgotten).toMatchObject({ code: 0, err: '' });

    await widget.frame.getByText(removedLine).waitFor();
    await desk.sees('この会話は見つかりません。削除された可能性があります。');
    await becomes(() => page.locator('a.item').count(), 0);
    expect(await page.content()).not.toContain('忘れてほしい');
    await page.waitForFunction("!JSON.stringify(localStorage).includes('書きかけの返信です')");
    const kept = await widget.frame.locator(':root').evaluate('JSON.stringify(localStorage)');
    expect(kept).not.toContain('忘れてほしい');

    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    await widget.frame.getByText(removedLine).waitFor({ state: 'detached' });
    // Of a conversation that is gone browsers report each call.
    forgiveTrouble();
  });
});
