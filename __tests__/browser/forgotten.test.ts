import type { Browser } from 'playwright-core';
import { runCommand } from '../commands/run.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { ConsoleOnPage } from './console-page.ts';
import { openBrowser, watchedPage, WidgetOnPage } from './opened.ts';

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

const removedLine =
  '以前の会話は、保存期間の終了などにより削除されました。ご質問は、この新しい会話でお受けします。';

describe('a customer who is forgotten while the chat and the console are open', () => {
  test('is told so and begins anew; the agent no longer sees a word of it, nor the draft', async () => {
    const customer = await watchedPage(browser);
    const widget = await WidgetOnPage.open(customer.page, service.url, 'admin-standard');
    await widget.queue();
    await widget.say('忘れてほしい相談です');
    await widget.sees('忘れてほしい相談です');

    const { page } = await watchedPage(browser);
    const desk = await ConsoleOnPage.logIn(page, service.url, 'sato');
    await desk.open('忘れてほしい相談です');
    await desk.press('対応を開始する');
    await desk.typeReply('書きかけの返信です');
    await page.waitForFunction("JSON.stringify(localStorage).includes('書きかけの返信です')");

    const options = ['--customer', 'demo-admin-standard', '--yes', '--even-at-desk'];
    const forgotten = await runCommand('forget', options, { env: { MADOGUCHI_DATA: data.path } });
    expect(forgotten).toMatchObject({ code: 0, err: '' });

    await widget.frame.getByText(removedLine).waitFor();
    await desk.sees('この会話は見つかりません。削除された可能性があります。');
    expect(await page.locator('a.item').count()).toBe(0);
    expect(await page.content()).not.toContain('忘れてほしい');
    await page.waitForFunction("!JSON.stringify(localStorage).includes('書きかけの返信です')");
    const kept = await widget.frame.locator(':root').evaluate('JSON.stringify(localStorage)');
    expect(kept).not.toContain('忘れてほしい');

    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    await widget.frame.getByText(removedLine).waitFor({ state: 'detached' });
  });
});
